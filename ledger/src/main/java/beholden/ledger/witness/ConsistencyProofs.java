package beholden.ledger.witness;

import beholden.ledger.merkle.Hash;
import java.io.IOException;
import java.util.List;

/// Gives the proofs that witnesses ask for: a ledger that can be read.
@FunctionalInterface
public interface ConsistencyProofs {
    /// The RFC 6962 consistency proof between two sizes of the log; empty from 0.
    ///
    /// @param from 0..to
    /// @param to   at most the log's size
    List<Hash> proof(long from, long to) throws IOException;
}
