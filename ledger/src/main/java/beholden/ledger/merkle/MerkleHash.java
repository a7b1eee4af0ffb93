package beholden.ledger.merkle;

import beholden.ground.Sha256;
import java.security.DigestException;
import java.security.MessageDigest;

/// The hashing of RFC 6962 §2.1: a leaf is hashed behind a zero byte, a node behind a one, so that no node can
/// be passed off as a leaf.
public final class MerkleHash {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleHash() {}

    /// The hash of a leaf that holds `entry`: SHA-256(0x00 ‖ entry).
    public static Hash leaf(byte[] entry) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(LEAF);
        return new Hash(sha256.digest(entry));
    }

    /// The hash of a node: SHA-256(0x01 ‖ left ‖ right).
    public static Hash node(Hash left, Hash right) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(NODE);
        sha256.update(left.bytes());
        return new Hash(sha256.digest(right.bytes()));
    }

    /// The root of the tree without leaves: SHA-256 of nothing.
    public static Hash empty() {
        return new Hash(Sha256.digest().digest());
    }

    /// Writes the leaf hash of `length` bytes of `entries` to `target`; for loops over many entries.
    ///
    /// @param sha256 a digest of [Sha256#digest()] that this thread owns
    public static void leaf(
            MessageDigest sha256, byte[] entries, int offset, int length, byte[] target, int targetOffset) {
        sha256.update(LEAF);
        sha256.update(entries, offset, length);
        finish(sha256, target, targetOffset);
    }

    /// Writes the hash of the node over the 64 bytes of `children` from `offset` on to `target`, which may be
    /// the same array; for loops over many nodes.
    ///
    /// @param sha256 a digest of [Sha256#digest()] that this thread owns
    public static void node(MessageDigest sha256, byte[] children, int offset, byte[] target, int targetOffset) {
        sha256.update(NODE);
        sha256.update(children, offset, 2 * Hash.LENGTH);
        finish(sha256, target, targetOffset);
    }

    private static void finish(MessageDigest sha256, byte[] target, int offset) {
        try {
            sha256.digest(target, offset, Hash.LENGTH);
        } catch (DigestException no_room) {
            throw new IndexOutOfBoundsException("no room for a hash at " + offset + " of " + target.length);
        }
    }
}
