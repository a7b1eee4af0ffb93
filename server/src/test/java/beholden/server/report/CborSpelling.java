package beholden.server.report;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Other spellings of an event's CBOR (RFC 8949), which say the same to a lenient reader.
///
/// Events are maps of indefinite length (`bf … ff`), as Jackson writes records.
final class CborSpelling {
    private static final int INDEFINITE_MAP = 0xbf;
    private static final int BREAK = 0xff;

    private final byte[] event;
    private final List<Integer> heads = new ArrayList<>();

    /// Pairs of key and value of the outermost map: where each begins, and where the last one ends.
    private final List<Integer> pairs = new ArrayList<>();

    CborSpelling(byte[] event) {
        this.event = event;
        if ((event[0] & 0xff) != INDEFINITE_MAP) throw new IllegalArgumentException("no map of indefinite length");
        int at = 1;
        while ((event[at] & 0xff) != BREAK) {
            pairs.add(at);
            at = skip(skip(at));
        }
        pairs.add(at);
    }

    private int skip(int at) {
        int head = event[at] & 0xff;
        int major = head >>> 5;
        int info = head & 31;
        heads.add(at);
        if (info == 31) {
            int inside = at + 1;
            while ((event[inside] & 0xff) != BREAK) inside = skip(inside);
            return inside + 1;
        }
        int bytes = info < 24 ? 0 : 1 << (info - 24);
        long value = info;
        if (bytes > 0) {
            value = 0;
            for (int i = 1; i <= bytes; i++) value = value << 8 | event[at + i] & 0xff;
        }
        int next = at + 1 + bytes;
        switch (major) {
            case 2, 3 -> next += (int) value;
            case 4 -> next = skip(next, value);
            case 5 -> next = skip(next, 2 * value);
            case 6 -> next = skip(next);
            default -> {
                // a number, or a simple value
            }
        }
        return next;
    }

    private int skip(int at, long items) {
        int next = at;
        for (long i = 0; i < items; i++) next = skip(next);
        return next;
    }

    /// With a field that no version knows.
    byte[] withField(int number) {
        return inserted(1, new byte[] {0x62, 'z', (byte) ('a' + number % 26), (byte) (number % 24)});
    }

    /// With its first field twice.
    byte[] withFieldTwice(int which) {
        int pair = which % (pairs.size() - 1);
        return inserted(1, Arrays.copyOfRange(event, pairs.get(pair), pairs.get(pair + 1)));
    }

    /// With the fields turned round by some places.
    byte[] turned(int by) {
        int count = pairs.size() - 1;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(INDEFINITE_MAP);
        for (int i = 0; i < count; i++) {
            int pair = (i + 1 + by % (count - 1)) % count;
            out.write(event, pairs.get(pair), pairs.get(pair + 1) - pairs.get(pair));
        }
        out.write(event, pairs.getLast(), event.length - pairs.getLast());
        return out.toByteArray();
    }

    /// With a number, or the length of a text, in a longer form than it needs.
    byte[] widened(int which) {
        List<Integer> short1 = heads.stream()
                .filter(at -> (event[at] & 31) < 24 && (event[at] & 0xff) >>> 5 <= 4 && (event[at] & 0xff) >>> 5 != 1)
                .toList();
        int at = short1.get(which % short1.size());
        byte[] widened = inserted(at + 1, new byte[] {(byte) (event[at] & 31)});
        widened[at] = (byte) (event[at] & 0xe0 | 24);
        return widened;
    }

    /// With a definite length for the outermost map.
    byte[] counted() {
        byte[] counted = Arrays.copyOf(event, event.length - 1);
        counted[0] = (byte) (0xa0 | pairs.size() - 1);
        return counted;
    }

    private byte[] inserted(int at, byte[] what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(event, 0, at);
        out.writeBytes(what);
        out.write(event, at, event.length - at);
        return out.toByteArray();
    }
}
