package beholden.drill.world;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.Deflater;

/// Numbers that a thief takes from a stolen thing, by name.
final class Features {
    private final SequencedMap<String, Double> measured = new LinkedHashMap<>();

    void put(String name, double value) {
        if (!Double.isFinite(value)) throw new IllegalArgumentException(name + " is " + value);
        if (measured.putIfAbsent(name, value) != null) throw new IllegalArgumentException(name + ": measured twice");
    }

    SequencedMap<String, Double> measured() {
        return measured;
    }

    /// Mean, spread, least and most of a series; zeros where it is empty.
    void putSeries(String name, double[] values) {
        double mean = 0;
        double least = values.length == 0 ? 0 : Double.POSITIVE_INFINITY;
        double most = values.length == 0 ? 0 : Double.NEGATIVE_INFINITY;
        for (double value : values) {
            mean += value / values.length;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        double squares = 0;
        for (double value : values) squares += (value - mean) * (value - mean);
        put(name + ", mean", mean);
        put(name + ", spread", values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)));
        put(name + ", least", least);
        put(name + ", most", most);
    }

    /// χ² of the bytes and how far they compress: of random bytes 255 ± 23, and not at all.
    void putNoise(String name, byte[] bytes) {
        put(name + ", χ² of bytes", chiSquare(bytes, 0, 1));
        put(name + ", deflated bytes per byte", bytes.length == 0 ? 0 : (double) deflated(bytes) / bytes.length);
    }

    /// χ² against even use of all byte values, of every `step`-th byte from `start` on.
    static double chiSquare(byte[] bytes, int start, int step) {
        int[] counts = new int[256];
        int total = 0;
        for (int i = start; i < bytes.length; i += step) {
            counts[bytes[i] & 0xFF]++;
            total++;
        }
        if (total == 0) return 0;
        double expected = total / 256.0;
        double sum = 0;
        for (int count : counts) sum += (count - expected) * (count - expected) / expected;
        return sum;
    }

    private static long deflated(byte[] bytes) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED)) {
            deflater.setInput(bytes);
            deflater.finish();
            byte[] out = new byte[1 << 16];
            long length = 0;
            while (!deflater.finished()) length += deflater.deflate(out);
            return length;
        }
    }
}
