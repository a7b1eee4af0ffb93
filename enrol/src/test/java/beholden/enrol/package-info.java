@NullMarked
package beholden.enrol;

import org.jspecify.annotations.NullMarked;
