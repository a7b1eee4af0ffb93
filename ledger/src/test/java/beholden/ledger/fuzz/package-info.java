@NullMarked
package beholden.ledger.fuzz;

import org.jspecify.annotations.NullMarked;
