/// Fits a [beholden.faces.pack.Calibration] to scores: of a benchmark's photos, or of a gallery's own.
@NullMarked
package beholden.faces.calibration;

import org.jspecify.annotations.NullMarked;
