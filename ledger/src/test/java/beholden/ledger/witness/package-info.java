@NullMarked
package beholden.ledger.witness;

import org.jspecify.annotations.NullMarked;
