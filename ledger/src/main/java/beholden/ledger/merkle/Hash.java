package beholden.ledger.merkle;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A SHA-256 digest: the hash of a leaf, of a node, or the root of a tree.
///
/// Equal if all 32 bytes are.
public record Hash(byte[] bytes) implements Comparable<Hash> {
    /// Bytes of a hash.
    public static final int LENGTH = 32;

    /// @throws IllegalArgumentException if there are not exactly 32 bytes
    public Hash {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a hash has 32 bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    /// The 32 bytes of `source` from `offset` on.
    ///
    /// @throws IndexOutOfBoundsException if there are fewer
    public static Hash at(byte[] source, int offset) {
        if (offset < 0 || offset > source.length - LENGTH) {
            throw new IndexOutOfBoundsException("no 32 bytes at " + offset + " of " + source.length);
        }
        return new Hash(Arrays.copyOfRange(source, offset, offset + LENGTH));
    }

    /// A copy of the 32 bytes.
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Copies the 32 bytes into `target` from `offset` on.
    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, LENGTH);
    }

    /// The bytes in base64, as on a checkpoint's third line.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public int compareTo(Hash other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// The bytes in lower-case hex.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
