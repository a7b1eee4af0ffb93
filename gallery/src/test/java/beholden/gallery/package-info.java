@NullMarked
package beholden.gallery;

import org.jspecify.annotations.NullMarked;
