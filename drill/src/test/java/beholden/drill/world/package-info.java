@NullMarked
package beholden.drill.world;

import org.jspecify.annotations.NullMarked;
