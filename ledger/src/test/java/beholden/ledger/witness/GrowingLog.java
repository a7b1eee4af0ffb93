package beholden.ledger.witness;

import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.Subtrees;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A log in memory, for tests: its entry `i` is the text `WORD i`, so that logs of two words are two histories.
record GrowingLog(NoteSigner key, String word) implements ConsistencyProofs {
    SignedNote checkpoint(long size) {
        return SignedNote.sign(new Checkpoint(key.name(), size, root(size)).text(), List.of(key));
    }

    Hash root(long size) {
        return size == 0 ? MerkleHash.empty() : root(0, size);
    }

    private Hash root(long start, long end) {
        if (end - start == 1) return MerkleHash.leaf((word + " " + start).getBytes(StandardCharsets.UTF_8));
        long middle = start + Subtrees.leftOf(end - start);
        return MerkleHash.node(root(start, middle), root(middle, end));
    }

    @Override
    public List<Hash> proof(long from, long to) {
        return Subtrees.ofConsistency(from, to).stream()
                .map(range -> root(range.start(), range.end()))
                .toList();
    }

    byte[] request(long from, long to) {
        return new AddCheckpoint(from, proof(from, to), checkpoint(to)).bytes();
    }
}
