/// Comparison of what a working vault has stored with its ledger.
@NullMarked
package beholden.vault.check;

import org.jspecify.annotations.NullMarked;
