package beholden.drill.search;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Looks for many secrets, each in every spelling, in one pass over any number of bytes.
///
/// Every pattern is known by its first eight bytes: a filter of one bit per hash rejects nearly every place, a table
/// the
/// rest, and only then are bytes compared. With a hundred thousand patterns and a gigabyte of random bytes, the
/// chance that any eight bytes agree is 10⁵ · 10⁹ / 2⁶⁴, under 10⁻⁵. Safe for use by many threads.
public final class ByteSearch {
    /// Bytes of the shortest pattern.
    public static final int SHORTEST = 8;

    /// A longer spelling is looked for in pieces, so that a page border inside it does not hide it.
    private static final int PIECE = 24;

    private static final int LONGEST_WHOLE = 2 * PIECE - 1;

    /// log2 of the filter's bits: 512 KiB, which a core's own cache holds.
    private static final int FILTER_BITS = 22;

    private static final int BUFFER = 1 << 20;

    private record Pattern(byte[] bytes, String secret, String spelling) {}

    private final long[] filter = new long[1 << (FILTER_BITS - 6)];
    private final Map<Long, List<Pattern>> patterns = new HashMap<>();
    private final int secrets;
    private int count;

    public ByteSearch(Collection<? extends KnownSecret> secrets) {
        this.secrets = secrets.size();
        for (KnownSecret secret : secrets) {
            Spellings.of(secret).forEach((spelling, bytes) -> add(secret.what(), spelling, bytes));
        }
    }

    private void add(String secret, String spelling, byte[] bytes) {
        if (bytes.length <= LONGEST_WHOLE) {
            add(new Pattern(bytes, secret, spelling));
            return;
        }
        for (int from = 0; from + PIECE <= bytes.length; from += PIECE) {
            add(new Pattern(Arrays.copyOfRange(bytes, from, from + PIECE), secret, spelling));
        }
    }

    private void add(Pattern pattern) {
        long key = 0;
        for (int i = 0; i < SHORTEST; i++) key = key << 8 | pattern.bytes[i] & 0xFF;
        int bit = bit(key);
        filter[bit >>> 6] |= 1L << bit;
        patterns.computeIfAbsent(key, _ -> new ArrayList<>(1)).add(pattern);
        count++;
    }

    /// How many secrets are looked for.
    public int secrets() {
        return secrets;
    }

    /// How many patterns their spellings are.
    public int patterns() {
        return count;
    }

    /// The first sighting of each secret in each spelling.
    public List<Sighting> in(Path file, String place) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in(in, place);
        }
    }

    public List<Sighting> in(String text, String place) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Map<Pattern, Sighting> seen = new LinkedHashMap<>();
        scan(bytes, 0, bytes.length, bytes.length, 0, place, seen);
        return distinct(seen);
    }

    private List<Sighting> in(InputStream in, String place) throws IOException {
        Map<Pattern, Sighting> seen = new LinkedHashMap<>();
        byte[] buffer = new byte[BUFFER];
        long base = 0;
        int held = 0;
        while (true) {
            int read = in.readNBytes(buffer, held, BUFFER - held);
            int end = held + read;
            boolean last = end < BUFFER;
            // Patterns that begin in the last bytes wait for the next round, which starts with those bytes.
            int stop = last ? end : end - LONGEST_WHOLE;
            scan(buffer, 0, stop, end, base, place, seen);
            if (last) return distinct(seen);
            held = end - stop;
            System.arraycopy(buffer, stop, buffer, 0, held);
            base += stop;
        }
    }

    /// @param stop where the last pattern may begin
    /// @param end  of the bytes that there are
    private void scan(
            byte[] bytes, int start, int stop, int end, long base, String place, Map<Pattern, Sighting> seen) {
        if (end - start < SHORTEST) return;
        long key = 0;
        for (int i = start; i < start + SHORTEST - 1; i++) key = key << 8 | bytes[i] & 0xFF;
        int lastBegin = Math.min(stop, end - SHORTEST + 1);
        for (int begin = start; begin < lastBegin; begin++) {
            key = key << 8 | bytes[begin + SHORTEST - 1] & 0xFF;
            int bit = bit(key);
            if ((filter[bit >>> 6] & 1L << bit) == 0) continue;
            for (Pattern pattern : patterns.getOrDefault(key, List.of())) {
                if (begin + pattern.bytes.length > end) continue;
                if (!Arrays.equals(
                        pattern.bytes, 0, pattern.bytes.length, bytes, begin, begin + pattern.bytes.length)) {
                    continue;
                }
                seen.putIfAbsent(pattern, new Sighting(pattern.secret, pattern.spelling, place, base + begin));
            }
        }
    }

    /// A long spelling is several patterns, and one sighting.
    private static List<Sighting> distinct(Map<Pattern, Sighting> seen) {
        Map<String, Sighting> first = new LinkedHashMap<>();
        for (Sighting sighting : seen.values()) {
            first.putIfAbsent(sighting.secret() + "\n" + sighting.spelling(), sighting);
        }
        return List.copyOf(first.values());
    }

    private static int bit(long key) {
        // Fibonacci hashing: the upper bits of a product with 2⁶⁴/φ.
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> (64 - FILTER_BITS));
    }
}
