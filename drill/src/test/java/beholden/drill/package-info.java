@NullMarked
package beholden.drill;

import org.jspecify.annotations.NullMarked;
