@NullMarked
package beholden.ground;

import org.jspecify.annotations.NullMarked;
