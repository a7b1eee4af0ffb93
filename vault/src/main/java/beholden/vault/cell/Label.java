package beholden.vault.cell;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// Label under which a cell is found: 16 bytes that look random to everyone without the key they were made with.
///
/// Equal when the bytes are. `toString` shows nothing of them, so that no log line can.
///
/// @param bytes 16; copied in and out
public record Label(byte[] bytes) implements Comparable<Label> {
    /// Bytes of every label.
    public static final int LENGTH = 16;

    public Label {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a label of " + bytes.length + " bytes; it has " + LENGTH);
        }
        bytes = bytes.clone();
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Unsigned byte by byte: the order of both stores.
    @Override
    public int compareTo(Label other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Label label && Arrays.equals(bytes, label.bytes);
    }

    /// Labels are uniform already: their first four bytes are as good as any hash of them.
    @Override
    public int hashCode() {
        return ByteBuffer.wrap(bytes).getInt();
    }

    @Override
    public String toString() {
        return "label";
    }
}
