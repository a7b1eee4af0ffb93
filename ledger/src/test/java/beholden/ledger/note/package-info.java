@NullMarked
package beholden.ledger.note;

import org.jspecify.annotations.NullMarked;
