package beholden.faces.photo;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// One directory of tags of a TIFF structure (TIFF 6.0 §2), which is also what EXIF is made of.
///
/// Values are read when they are asked for, and never trusted to lie inside the file.
final class TiffDirectory {
    /// Bytes of one value of each type, by type number from 1.
    private static final int[] TYPE_SIZE = {0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4};

    private static final int ENTRY_BYTES = 12;
    private static final int SUBFILE_KIND = 254;
    private static final int SMALLER_COPY = 1;

    /// Directories that are counted at most; each is read.
    private static final int MOST_PAGES = 10_000;

    /// One line of the directory: where it stands, and what it says of its values.
    private record Entry(long at, int type, long count) {}

    private final PhotoBytes tiff;
    private final boolean bigEndian;
    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private final long at;
    private final int count;

    private TiffDirectory(PhotoBytes tiff, boolean bigEndian, long at) throws PhotoRefusedException {
        this.tiff = tiff;
        this.bigEndian = bigEndian;
        this.at = at;
        this.count = u16(at);
        tiff.need(at + 2, (long) count * ENTRY_BYTES);
        for (int i = 0; i < count; i++) {
            long entry = at + 2 + (long) i * ENTRY_BYTES;
            entries.putIfAbsent(u16(entry), new Entry(entry, u16(entry + 2), u32(entry + 4)));
        }
    }

    /// The first directory of a TIFF structure.
    static TiffDirectory first(PhotoBytes tiff) throws PhotoRefusedException {
        boolean bigEndian = tiff.startsWith(0, "MM");
        if (!bigEndian && !tiff.startsWith(0, "II")) {
            throw tiff.corrupt("a TIFF structure starts with neither II nor MM");
        }
        long at = bigEndian ? tiff.u32be(4) : tiff.u32le(4);
        return new TiffDirectory(tiff, bigEndian, at);
    }

    /// Pictures in the directories from this one on, smaller copies of others left out; all that are counted are
    /// whole.
    int pages() {
        int pages = 1;
        Set<Long> seen = new HashSet<>();
        seen.add(at);
        try {
            for (Optional<TiffDirectory> next = next(seen);
                    next.isPresent();
                    next = next.get().next(seen)) {
                long kind = next.get().number(SUBFILE_KIND).orElse(0);
                if ((kind & SMALLER_COPY) == 0) pages++;
            }
        } catch (PhotoRefusedException damaged) {
            return pages;
        }
        return pages;
    }

    /// The directory after this one, unless it was `seen` before; it is afterwards.
    private Optional<TiffDirectory> next(Set<Long> seen) throws PhotoRefusedException {
        long next = u32(at + 2 + (long) count * ENTRY_BYTES);
        return next == 0 || seen.size() >= MOST_PAGES || !seen.add(next)
                ? Optional.empty()
                : Optional.of(new TiffDirectory(tiff, bigEndian, next));
    }

    /// The directory that the value of `tag` points to.
    Optional<TiffDirectory> child(int tag) throws PhotoRefusedException {
        OptionalLong pointer = number(tag);
        return pointer.isEmpty()
                ? Optional.empty()
                : Optional.of(new TiffDirectory(tiff, bigEndian, pointer.getAsLong()));
    }

    /// The first value of `tag`, where it is a whole number.
    OptionalLong number(int tag) throws PhotoRefusedException {
        long[] values = numbers(tag, 1);
        return values.length == 0 ? OptionalLong.empty() : OptionalLong.of(values[0]);
    }

    /// The values of `tag`, none where it is absent or not of whole numbers; at most `most`.
    long[] numbers(int tag, int most) throws PhotoRefusedException {
        Entry entry = entries.get(tag);
        if (entry == null || !(entry.type == 1 || entry.type == 3 || entry.type == 4 || entry.type == 13)) {
            return new long[0];
        }
        long from = valuesAt(entry);
        long[] values = new long[(int) Math.min(most, entry.count)];
        for (int i = 0; i < values.length; i++) {
            long at = from + (long) i * TYPE_SIZE[entry.type];
            values[i] = entry.type == 1 ? tiff.u8(at) : entry.type == 3 ? u16(at) : u32(at);
        }
        return values;
    }

    /// The value of `tag` as text, up to its closing NUL.
    Optional<String> text(int tag) throws PhotoRefusedException {
        return bytes(tag).map(bytes -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.indexOf('\0');
            return end < 0 ? text : text.substring(0, end);
        });
    }

    /// The value of `tag` as it stands in the file.
    Optional<byte[]> bytes(int tag) throws PhotoRefusedException {
        Entry entry = entries.get(tag);
        if (entry == null) {
            return Optional.empty();
        }
        return Optional.of(tiff.slice(valuesAt(entry), entry.count * TYPE_SIZE[entry.type]));
    }

    /// A copy of the whole TIFF whose only directory is this one, with only the tags in `kept`: what other tags and
    /// directories hold is never reached.
    byte[] keepOnly(Set<Integer> kept) throws PhotoRefusedException {
        byte[] copy = tiff.array().clone();
        int left = 0;
        int to = (int) at + 2;
        for (var tag : entries.entrySet()) {
            if (kept.contains(tag.getKey())) {
                valuesAt(tag.getValue());
                System.arraycopy(tiff.array(), (int) tag.getValue().at, copy, to, ENTRY_BYTES);
                to += ENTRY_BYTES;
                left++;
            }
        }
        copy[(int) at + (bigEndian ? 0 : 1)] = (byte) (left >> 8);
        copy[(int) at + (bigEndian ? 1 : 0)] = (byte) left;
        tiff.need(to, 4);
        Arrays.fill(copy, to, to + 4, (byte) 0);
        return copy;
    }

    private long valuesAt(Entry entry) throws PhotoRefusedException {
        if (entry.type < 1 || entry.type >= TYPE_SIZE.length) {
            throw tiff.refused(Reason.CORRUPT, "the file is damaged: a tag is of the unknown type " + entry.type);
        }
        long size = entry.count * TYPE_SIZE[entry.type];
        long from = size <= 4 ? entry.at + 8 : u32(entry.at + 8);
        tiff.need(from, size);
        return from;
    }

    private int u16(long at) throws PhotoRefusedException {
        return bigEndian ? tiff.u16be(at) : tiff.u16le(at);
    }

    private long u32(long at) throws PhotoRefusedException {
        return bigEndian ? tiff.u32be(at) : tiff.u32le(at);
    }
}
