/// Witnesses (C2SP tlog-witness): the client that asks for cosignatures and a small server that gives them.
@NullMarked
package beholden.ledger.witness;

import org.jspecify.annotations.NullMarked;
