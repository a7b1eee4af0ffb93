/// The sealed vault: events of one agency in, fixed-size cells out, at a constant rate.
@NullMarked
package beholden.vault;

import org.jspecify.annotations.NullMarked;
