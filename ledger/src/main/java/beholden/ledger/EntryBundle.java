package beholden.ledger;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Entries as `tile/entries/…` holds them: each behind its length, 2 bytes big endian (C2SP tlog-tiles).
public final class EntryBundle {
    /// The longest entry, in bytes.
    public static final int MAX_ENTRY = 0xFFFF;

    static final int PREFIX = 2;

    private EntryBundle() {}

    /// The bytes of a bundle of `entries`.
    ///
    /// @throws IllegalArgumentException if an entry is longer than [#MAX_ENTRY]
    static byte[] encode(List<byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] entry : entries) {
            if (entry.length > MAX_ENTRY) {
                throw new IllegalArgumentException(
                        "an entry of %,d bytes is over the limit of %,d".formatted(entry.length, MAX_ENTRY));
            }
            bytes.write(entry.length >>> 8);
            bytes.write(entry.length);
            bytes.writeBytes(entry);
        }
        return bytes.toByteArray();
    }

    /// The entries of a bundle that must hold exactly `width` of them.
    ///
    /// @throws MalformedTileException if it holds more, fewer, or anything else
    public static List<byte[]> parse(byte[] bundle, int width) throws MalformedTileException {
        int[] ends = ends(bundle, width);
        List<byte[]> entries = new ArrayList<>(width);
        int start = 0;
        for (int end : ends) {
            entries.add(Arrays.copyOfRange(bundle, start + PREFIX, end));
            start = end;
        }
        return entries;
    }

    /// Place in the bundle where each of its entries ends; an entry begins [#PREFIX] bytes after the end of the one
    /// before.
    static int[] ends(byte[] bundle, int width) throws MalformedTileException {
        int[] ends = new int[width];
        int at = 0;
        for (int i = 0; i < width; i++) {
            if (at + PREFIX > bundle.length) {
                throw new MalformedTileException("ends after %d of %d entries".formatted(i, width));
            }
            int length = (bundle[at] & 0xFF) << 8 | (bundle[at + 1] & 0xFF);
            at += PREFIX + length;
            if (at > bundle.length) {
                throw new MalformedTileException("ends inside entry %d of %d".formatted(i, width));
            }
            ends[i] = at;
        }
        if (at < bundle.length) {
            throw new MalformedTileException(
                    "holds %,d bytes after its %d entries".formatted(bundle.length - at, width));
        }
        return ends;
    }
}
