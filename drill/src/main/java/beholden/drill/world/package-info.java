/// Vaults that keep the same schedule and hold different secrets, and what a thief can measure of each.
@NullMarked
package beholden.drill.world;

import org.jspecify.annotations.NullMarked;
