@NullMarked
package beholden.gallery.onebit;

import org.jspecify.annotations.NullMarked;
