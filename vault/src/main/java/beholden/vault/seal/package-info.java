/// Boxes and labels: how a cell or chunk is encrypted, and how it gets a name that only its owner can form.
@NullMarked
package beholden.vault.seal;

import org.jspecify.annotations.NullMarked;
