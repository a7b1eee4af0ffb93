package beholden.gallery.onebit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Plain 64-bit arithmetic: for machines and launches without the Vector API, and the measure of the SIMD kernel.
enum ScalarKernel implements BlockKernel {
    INSTANCE;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public int firstReaching(
            MemorySegment blocks,
            long blockBytes,
            int from,
            int to,
            QuantizedProbe probe,
            long threshold,
            long[] statistics) {
        for (int block = from; block < to; block++) {
            long start = block * blockBytes;
            long corrections = start + (long) probe.words * BlockLayout.VECTORS * Long.BYTES;
            boolean reached = false;
            for (int vector = 0; vector < BlockLayout.VECTORS; vector++) {
                long levels = 0;
                for (int word = 0; word < probe.words; word++) {
                    long code = blocks.get(WORD, start + (word * BlockLayout.VECTORS + vector) * (long) Long.BYTES);
                    for (int plane = 0; plane < QuantizedProbe.PLANES; plane++) {
                        long bits = probe.planes[(word * QuantizedProbe.PLANES + plane) * QuantizedProbe.REPEATED];
                        levels += (long) Long.bitCount(code & bits) << plane;
                    }
                }
                int lane = vector % BlockLayout.CORRECTIONS;
                long pair = blocks.get(WORD, corrections + lane * (long) Long.BYTES);
                int correction = (int) (vector < BlockLayout.CORRECTIONS ? pair : pair >>> 32);
                statistics[vector] = probe.statistic(levels, correction & 0xFFFF, correction >>> 16);
                reached |= statistics[vector] >= threshold;
            }
            if (reached) return block;
        }
        return to;
    }
}
