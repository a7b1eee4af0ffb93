package beholden.vault.check;

import beholden.ground.Sha256;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;

/// Sum over entries that were added and subtracted, in any order: zero if each was subtracted as often as it was
/// added, and for no other entries that anybody can find without the key.
///
/// Each entry is hashed together with a random key, and the hashes are added in four lanes of 64 bits: the
/// additive multiset hash of Clarke et al. (2003), whose key nobody ever sees, so that sums cannot be balanced on
/// purpose.
final class KeyedSum {
    private static final int LANES = Sha256.BYTES / Long.BYTES;

    private final byte[] key;
    private final MessageDigest sha256 = Sha256.digest();
    private final long[] lanes = new long[LANES];

    /// @param key 32 random bytes
    KeyedSum(byte[] key) {
        this.key = key.clone();
    }

    void add(byte[] entry) {
        ByteBuffer hash = hash(entry);
        for (int lane = 0; lane < LANES; lane++) lanes[lane] += hash.getLong();
    }

    void subtract(byte[] entry) {
        ByteBuffer hash = hash(entry);
        for (int lane = 0; lane < LANES; lane++) lanes[lane] -= hash.getLong();
    }

    private ByteBuffer hash(byte[] entry) {
        sha256.update(key);
        return ByteBuffer.wrap(sha256.digest(entry));
    }

    /// Whether as much of each entry was subtracted as was added.
    boolean isZero() {
        return Arrays.equals(lanes, new long[LANES]);
    }
}
