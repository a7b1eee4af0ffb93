/// Tests of the vault, with real stores, a real ledger and real files.
@NullMarked
package beholden.vault;

import org.jspecify.annotations.NullMarked;
