package beholden.ledger;

import beholden.ledger.merkle.Hash;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignatureType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;

/// A log's keys as they sign its journal: all that are Ed25519, so that while keys change, whoever opens the ledger
/// with one of them knows the journal for the log's own.
///
/// @param origin  the log's name
/// @param signers the log's, of any type
record JournalKeys(String origin, List<NoteSigner> signers) {
    static final int SIGNATURE_LENGTH = 64;

    /// The most keys that sign one record.
    static final int MOST = 16;

    private static final String PURPOSE = "beholden journal";

    JournalKeys {
        signers = signers.stream().filter(signer -> suits(signer.verifier())).toList();
        if (signers.isEmpty() || signers.size() > MOST) {
            throw new IllegalArgumentException(
                    "a ledger needs a key to sign with: 1 to %d Ed25519 keys of its own, not %d"
                            .formatted(MOST, signers.size()));
        }
    }

    int count() {
        return signers.size();
    }

    /// One signature by each key.
    ///
    /// @param first  index of the record's first entry
    /// @param digest SHA-256 of the record up to its signatures
    List<byte[]> sign(long first, byte[] digest) {
        byte[] message = message(origin, first, digest);
        return signers.stream()
                .map(signer -> signer.signApart(PURPOSE, message))
                .toList();
    }

    /// Whether one of the keys signed the record.
    static boolean signed(Journal.Record record, String origin, Collection<NoteVerifier> verifiers) {
        byte[] message = message(origin, record.first(), record.digest());
        return verifiers.stream()
                .filter(JournalKeys::suits)
                .anyMatch(verifier -> record.signatures().stream()
                        .anyMatch(signature -> verifier.verifiesApart(PURPOSE, message, signature)));
    }

    /// Text that is signed, behind `0x00 ‖ "beholden journal" ‖ 0x00` ([NoteSigner#signApart(String, byte[])]):
    /// `origin ‖ 0x00 ‖ first 8 ‖ digest 32`. It names no tree, so a journal's signature is none of a tree.
    private static byte[] message(String origin, long first, byte[] digest) {
        byte[] name = (origin + "\0").getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(name.length + Long.BYTES + Hash.LENGTH)
                .put(name)
                .putLong(first)
                .put(digest)
                .array();
    }

    private static boolean suits(NoteVerifier verifier) {
        return verifier.type() == SignatureType.ED25519;
    }
}
