/// Photos and snapshots: sealed in chunks of one size, and read again.
@NullMarked
package beholden.vault.file;

import org.jspecify.annotations.NullMarked;
