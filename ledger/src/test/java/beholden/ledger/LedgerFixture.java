package beholden.ledger;

import beholden.ground.Sha256;
import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteSigner;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Ledgers with known entries and keys.
final class LedgerFixture {
    static final String ORIGIN = "ledger.example/test";
    static final NoteSigner SIGNER = signer(1);

    private LedgerFixture() {}

    /// A key of the ledger's name; the same for the same number.
    static NoteSigner signer(int number) {
        byte[] seed = new byte[NoteSigner.SEED_LENGTH];
        Arrays.fill(seed, (byte) number);
        return NoteSigner.ed25519(ORIGIN, seed);
    }

    static CheckpointPolicy policy() {
        return CheckpointPolicy.ofLog(SIGNER.verifier());
    }

    /// 32 bytes that only the entry at `index` has.
    static byte[] entry(long index) {
        MessageDigest sha256 = Sha256.digest();
        return sha256.digest(ByteBuffer.allocate(Long.BYTES).putLong(index).array());
    }

    static List<byte[]> entries(long from, long to) {
        List<byte[]> entries = new ArrayList<>();
        for (long index = from; index < to; index++) {
            entries.add(entry(index));
        }
        return entries;
    }

    /// Creates a ledger and appends the first `size` entries, `batch` at a time.
    static Ledger grown(Path folder, long size, int batch) throws IOException {
        Ledger ledger = Ledger.create(folder, ORIGIN, List.of(SIGNER));
        for (long from = 0; from < size; from += batch) {
            ledger.append(entries(from, Math.min(size, from + batch)));
        }
        return ledger;
    }

    /// The root over entries, straight from the definition in RFC 6962 §2.1.
    static Hash naiveRoot(List<byte[]> entries) {
        if (entries.isEmpty()) {
            return MerkleHash.empty();
        }
        if (entries.size() == 1) {
            return MerkleHash.leaf(entries.getFirst());
        }
        int left = 1;
        while (2 * left < entries.size()) {
            left *= 2;
        }
        return MerkleHash.node(naiveRoot(entries.subList(0, left)), naiveRoot(entries.subList(left, entries.size())));
    }
}
