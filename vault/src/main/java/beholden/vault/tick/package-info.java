/// The constant-rate writer: what waits goes out in batches of one size, noted in `pending` before they are carried
/// out.
@NullMarked
package beholden.vault.tick;

import org.jspecify.annotations.NullMarked;
