package beholden.gallery.onebit;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/// SIMD: per 64-bit word of a code AND with the four planes of the probe, count bits, add, all in lanes of one vector
/// each.
///
/// A record, because the compiler trusts the fields of a constant record to be constant, which the species must be.
///
/// @param species  of 2, 4 or 8 lanes
record VectorKernel(VectorSpecies<Long> species) implements BlockKernel {

    static final VectorKernel PREFERRED = new VectorKernel(
            LongVector.SPECIES_PREFERRED.length() > QuantizedProbe.REPEATED
                    ? LongVector.SPECIES_512
                    : LongVector.SPECIES_PREFERRED);

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
            for (int lane = 0; lane < BlockLayout.CORRECTIONS; lane += species.length()) {
                if (lanesReach(blocks, start, probe, threshold, statistics, lane)) {
                    fillOtherLanes(blocks, start, probe, statistics, lane);
                    return block;
                }
            }
        }
        return to;
    }

    private void fillOtherLanes(MemorySegment blocks, long start, QuantizedProbe probe, long[] statistics, int filled) {
        for (int lane = 0; lane < BlockLayout.CORRECTIONS; lane += species.length()) {
            if (lane != filled) lanesReach(blocks, start, probe, Long.MIN_VALUE, statistics, lane);
        }
    }

    private boolean lanesReach(
            MemorySegment blocks, long start, QuantizedProbe probe, long threshold, long[] statistics, int lane) {
        long[] planes = probe.planes;
        LongVector low0 = LongVector.zero(species);
        LongVector low1 = low0;
        LongVector low2 = low0;
        LongVector low3 = low0;
        LongVector high0 = low0;
        LongVector high1 = low0;
        LongVector high2 = low0;
        LongVector high3 = low0;
        long row = start + lane * (long) Long.BYTES;
        int end = probe.words * QuantizedProbe.PLANES * QuantizedProbe.REPEATED;
        for (int at = 0; at < end; at += QuantizedProbe.PLANES * QuantizedProbe.REPEATED) {
            LongVector low = LongVector.fromMemorySegment(species, blocks, row, ByteOrder.LITTLE_ENDIAN);
            LongVector high = LongVector.fromMemorySegment(
                    species, blocks, row + BlockLayout.CORRECTIONS * Long.BYTES, ByteOrder.LITTLE_ENDIAN);
            LongVector plane0 = LongVector.fromArray(species, planes, at);
            LongVector plane1 = LongVector.fromArray(species, planes, at + QuantizedProbe.REPEATED);
            LongVector plane2 = LongVector.fromArray(species, planes, at + 2 * QuantizedProbe.REPEATED);
            LongVector plane3 = LongVector.fromArray(species, planes, at + 3 * QuantizedProbe.REPEATED);
            low0 = low0.add(ones(low, plane0));
            low1 = low1.add(ones(low, plane1));
            low2 = low2.add(ones(low, plane2));
            low3 = low3.add(ones(low, plane3));
            high0 = high0.add(ones(high, plane0));
            high1 = high1.add(ones(high, plane1));
            high2 = high2.add(ones(high, plane2));
            high3 = high3.add(ones(high, plane3));
            row += BlockLayout.VECTORS * Long.BYTES;
        }
        LongVector pairs = LongVector.fromMemorySegment(species, blocks, row, ByteOrder.LITTLE_ENDIAN);
        LongVector low = statistic(weighted(low0, low1, low2, low3), pairs.and(0xFFFFFFFFL), probe.factor);
        LongVector high =
                statistic(weighted(high0, high1, high2, high3), pairs.lanewise(VectorOperators.LSHR, 32), probe.factor);
        if (!low.max(high).compare(VectorOperators.GE, threshold).anyTrue()) return false;
        low.intoArray(statistics, lane);
        high.intoArray(statistics, lane + BlockLayout.CORRECTIONS);
        return true;
    }

    private static LongVector ones(LongVector code, LongVector plane) {
        return code.and(plane).lanewise(VectorOperators.BIT_COUNT);
    }

    private static LongVector weighted(LongVector count0, LongVector count1, LongVector count2, LongVector count3) {
        return count0.add(count1.lanewise(VectorOperators.LSHL, 1))
                .add(count2.lanewise(VectorOperators.LSHL, 2))
                .add(count3.lanewise(VectorOperators.LSHL, 3));
    }

    /// [QuantizedProbe#statistic], lane by lane.
    private static LongVector statistic(LongVector levels, LongVector corrections, long factor) {
        LongVector setBits = corrections.and(0xFFFFL);
        LongVector alignment = corrections.lanewise(VectorOperators.LSHR, 16);
        // 15·ones as 16·ones − ones: no 64-bit multiplication
        LongVector sum = levels.lanewise(VectorOperators.LSHL, 1)
                .sub(setBits.lanewise(VectorOperators.LSHL, 4))
                .add(setBits);
        return sum.lanewise(VectorOperators.LSHL, 16).sub(alignment.mul(factor));
    }
}
