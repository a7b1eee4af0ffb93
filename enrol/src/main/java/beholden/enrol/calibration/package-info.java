/// Calibration of a gallery: how often strangers reach a score among its own faces.
@NullMarked
package beholden.enrol.calibration;

import org.jspecify.annotations.NullMarked;
