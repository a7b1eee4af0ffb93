package beholden.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A SHA-256 hash of the log: of an entry, of a subtree, or of the whole tree.
///
/// @param bytes 32 bytes; copied in and out
public record Hash(byte[] bytes) {
    /// Bytes of a hash.
    public static final int LENGTH = 32;

    public Hash {
        if (bytes.length != LENGTH)
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes, not " + bytes.length);
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Standard Base64 with padding, as checkpoints and proofs write it: 44 characters.
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /// Hexadecimal, 64 digits.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
