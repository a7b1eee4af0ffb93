/// Brings photos into a gallery: which files, what is known of each, and what became of it.
@NullMarked
package beholden.enrol;

import org.jspecify.annotations.NullMarked;
