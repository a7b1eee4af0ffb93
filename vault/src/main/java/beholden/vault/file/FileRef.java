package beholden.vault.file;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Place of a sealed file and the key that opens it: a secret, kept inside an event and nowhere else.
///
/// Whoever holds it can read the file; without it nobody can find, read or count the file's chunks.
/// Destroying it destroys the file. Its text form says nothing.
public final class FileRef {

    /// Length of [#bytes()].
    public static final int LENGTH = 40;

    static final int KEY_LENGTH = 32;

    private final byte[] key;
    private final long length;

    FileRef(byte[] key, long length) {
        if (key.length != KEY_LENGTH || length < 1) {
            throw new IllegalArgumentException("a reference has a key of " + KEY_LENGTH + " bytes and a length over 0");
        }
        this.key = key.clone();
        this.length = length;
    }

    /// Reads a reference back from the [#LENGTH] bytes that [#bytes()] gave.
    public static FileRef of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException(
                    "a reference to a sealed file has " + LENGTH + " bytes, not " + bytes.length);
        }
        return new FileRef(
                Arrays.copyOf(bytes, KEY_LENGTH), ByteBuffer.wrap(bytes).getLong(KEY_LENGTH));
    }

    /// The reference, to be kept inside an event.
    public byte[] bytes() {
        return ByteBuffer.allocate(LENGTH).put(key).putLong(length).array();
    }

    /// Length of the file, in bytes.
    public long length() {
        return length;
    }

    byte[] key() {
        return key.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FileRef ref && length == ref.length && Arrays.equals(key, ref.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "sealed file";
    }
}
