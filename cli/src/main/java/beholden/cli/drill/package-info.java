/// `beholden drill`: what a thief of every disk would learn.
@NullMarked
package beholden.cli.drill;

import org.jspecify.annotations.NullMarked;
