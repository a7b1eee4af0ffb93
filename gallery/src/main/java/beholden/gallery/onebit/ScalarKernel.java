package beholden.gallery.onebit;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Plain 64-bit arithmetic: for machines and launches without the Vector API, and the measure of the SIMD kernel.
enum ScalarKernel implements BlockKernel {
    INSTANCE;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    @Override
    public String description() {
        return "bit counts of single words, without vectors";
    }

    @Override
    public int reaching(
            MemorySegment blocks,
            long blockBytes,
            int count,
            QuantizedProbe probe,
            long threshold,
            long[] statistics,
            int[] reaching) {
        int found = 0;
        for (int block = 0; block < count; block++) {
            boolean reached = false;
            for (int vector = 0; vector < BlockLayout.VECTORS; vector++) {
                long statistic = statistic(blocks, block * blockBytes, vector, probe);
                statistics[found * BlockLayout.VECTORS + vector] = statistic;
                reached |= statistic >= threshold;
            }
            if (reached) reaching[found++] = block;
        }
        return found;
    }

    private static long statistic(MemorySegment blocks, long start, int vector, QuantizedProbe probe) {
        long levels = 0;
        long at = start + vector * (long) Long.BYTES;
        for (int p = 0; p < probe.planes.length; p += QuantizedProbe.PLANES * QuantizedProbe.REPEATED) {
            long code = blocks.get(WORD, at);
            for (int plane = 0; plane < QuantizedProbe.PLANES; plane++) {
                levels += (long) Long.bitCount(code & probe.planes[p + plane * QuantizedProbe.REPEATED]) << plane;
            }
            at += BlockLayout.VECTORS * Long.BYTES;
        }
        long corrections = start + (long) probe.words * BlockLayout.VECTORS * Long.BYTES;
        long pair = blocks.get(WORD, corrections + vector % BlockLayout.CORRECTIONS * (long) Long.BYTES);
        int correction = (int) (vector < BlockLayout.CORRECTIONS ? pair : pair >>> 32);
        return probe.statistic(levels, correction & 0xFFFF, correction >>> 16);
    }
}
