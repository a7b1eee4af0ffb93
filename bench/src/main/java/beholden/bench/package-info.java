/// Accuracy and speed, side by side with peers.
@NullMarked
package beholden.bench;

import org.jspecify.annotations.NullMarked;
