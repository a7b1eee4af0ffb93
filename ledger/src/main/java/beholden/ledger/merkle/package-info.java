/// Merkle trees as in RFC 6962: hashes of leaves and nodes, and the proofs about them.
@NullMarked
package beholden.ledger.merkle;

import org.jspecify.annotations.NullMarked;
