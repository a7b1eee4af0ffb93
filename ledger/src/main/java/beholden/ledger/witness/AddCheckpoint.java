package beholden.ledger.witness;

import beholden.ledger.merkle.Hash;
import beholden.ledger.note.CanonicalText;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.SignedNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Request of a log to a witness (C2SP tlog-witness, `add-checkpoint`): its new checkpoint, and the proof that the
/// tree grew out of the one that the witness cosigned last.
///
/// ```
/// old SIZE
/// BASE64 HASH, zero to 63 of them
///
/// the checkpoint, a signed note
/// ```
///
/// @param oldSize    leaves of the tree that the witness cosigned last, 0 for none
/// @param proof      RFC 6962 consistency proof from the old size to the checkpoint's; empty from 0
/// @param checkpoint the new checkpoint with the log's signature
public record AddCheckpoint(long oldSize, List<Hash> proof, SignedNote checkpoint) {
    /// Hashes in a proof at most; trees of 2^63 leaves need no more.
    public static final int MOST_HASHES = 63;

    /// Bytes of a request at most.
    public static final int MOST_BYTES = SignedNote.MOST_BYTES + 4 * 1024;

    private static final String OLD = "old ";

    public AddCheckpoint {
        if (oldSize < 0) throw new IllegalArgumentException("an old size of " + oldSize);
        proof = List.copyOf(proof);
        if (proof.size() > MOST_HASHES)
            throw new IllegalArgumentException(
                    "a proof of " + proof.size() + " hashes is over the limit of " + MOST_HASHES);
    }

    /// The request's body.
    public byte[] bytes() {
        StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
        for (Hash hash : proof) text.append(hash.base64()).append('\n');
        return text.append('\n').append(checkpoint).toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Reads a request's body.
    ///
    /// @throws NoteException if it is malformed or over a limit
    public static AddCheckpoint parse(byte[] body) throws NoteException {
        if (body.length > MOST_BYTES) throw new NoteException("the request has over %,d bytes".formatted(MOST_BYTES));
        String text = CanonicalText.utf8(body);
        int end = text.indexOf("\n\n");
        if (end < 0) throw new NoteException("there is no empty line before the checkpoint");
        String[] lines = text.substring(0, end).split("\n", MOST_HASHES + 2);
        if (lines.length > MOST_HASHES + 1)
            throw new NoteException("the proof has more than " + MOST_HASHES + " hashes");
        if (!lines[0].startsWith(OLD)) throw new NoteException("the request does not begin with \"old SIZE\"");
        long oldSize = CanonicalText.decimal(lines[0].substring(OLD.length()), "old size");
        List<Hash> proof = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) proof.add(CanonicalText.hash(lines[i], "hash of the proof"));
        byte[] note = text.substring(end + 2).getBytes(StandardCharsets.UTF_8);
        return new AddCheckpoint(oldSize, proof, SignedNote.parse(note));
    }
}
