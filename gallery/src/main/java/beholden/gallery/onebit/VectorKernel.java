package beholden.gallery.onebit;

import static jdk.incubator.vector.VectorOperators.BIT_COUNT;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.LSHL;
import static jdk.incubator.vector.VectorOperators.LSHR;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorSpecies;

/// SIMD: per 64-bit word of a code AND with the four planes of the probe, count bits, add; each vector has its own
/// lane.
///
/// Works with lanes of any width up to 512 bits: a narrower machine takes a block in several steps.
enum VectorKernel implements BlockKernel {
    INSTANCE;

    // A constant: only then does the compiler turn the calls below into single instructions.
    private static final VectorSpecies<Long> LANES = LongVector.SPECIES_PREFERRED.length() > QuantizedProbe.REPEATED
            ? LongVector.SPECIES_512
            : LongVector.SPECIES_PREFERRED;

    private static final int LANE_BYTES = Long.BYTES;
    private static final int HALF_ROW_BYTES = BlockLayout.CORRECTIONS * LANE_BYTES;
    private static final int ROW_BYTES = BlockLayout.VECTORS * LANE_BYTES;

    // Distances between the planes of a word, and to the next word.
    private static final int P1 = QuantizedProbe.REPEATED;
    private static final int P2 = 2 * QuantizedProbe.REPEATED;
    private static final int P3 = 3 * QuantizedProbe.REPEATED;
    private static final int NEXT = QuantizedProbe.PLANES * QuantizedProbe.REPEATED;

    @Override
    public String description() {
        return "bit counts in vectors of " + LANES.vectorBitSize() + " bits";
    }

    /// One method on purpose: a vector handed to a method that happens not to be inlined becomes an object on the
    /// heap, which made this four times slower when it was divided nicely.
    @Override
    public int reaching(
            MemorySegment blocks,
            long blockBytes,
            int count,
            QuantizedProbe probe,
            long threshold,
            long[] statistics,
            int[] reaching) {
        long[] planes = probe.planes;
        long factor = probe.factor;
        int found = 0;
        for (int block = 0; block < count; block++) {
            int place = found * BlockLayout.VECTORS;
            boolean reached = false;
            for (int lane = 0; lane < BlockLayout.CORRECTIONS; lane += LANES.length()) {
                long at = block * blockBytes + lane * (long) LANE_BYTES;
                // Vectors `lane`… of the block in `low`, those eight further on in `high`: they share loads of planes.
                LongVector low0 = LongVector.zero(LANES);
                LongVector low1 = low0;
                LongVector low2 = low0;
                LongVector low3 = low0;
                LongVector high0 = low0;
                LongVector high1 = low0;
                LongVector high2 = low0;
                LongVector high3 = low0;
                for (int p = 0; p < planes.length; p += NEXT) {
                    var low = LongVector.fromMemorySegment(LANES, blocks, at, ByteOrder.LITTLE_ENDIAN);
                    var high =
                            LongVector.fromMemorySegment(LANES, blocks, at + HALF_ROW_BYTES, ByteOrder.LITTLE_ENDIAN);
                    var plane0 = LongVector.fromArray(LANES, planes, p);
                    var plane1 = LongVector.fromArray(LANES, planes, p + P1);
                    var plane2 = LongVector.fromArray(LANES, planes, p + P2);
                    var plane3 = LongVector.fromArray(LANES, planes, p + P3);
                    low0 = low0.add(low.and(plane0).lanewise(BIT_COUNT));
                    low1 = low1.add(low.and(plane1).lanewise(BIT_COUNT));
                    low2 = low2.add(low.and(plane2).lanewise(BIT_COUNT));
                    low3 = low3.add(low.and(plane3).lanewise(BIT_COUNT));
                    high0 = high0.add(high.and(plane0).lanewise(BIT_COUNT));
                    high1 = high1.add(high.and(plane1).lanewise(BIT_COUNT));
                    high2 = high2.add(high.and(plane2).lanewise(BIT_COUNT));
                    high3 = high3.add(high.and(plane3).lanewise(BIT_COUNT));
                    at += ROW_BYTES;
                }
                // QuantizedProbe.statistic, lane by lane; 15·ones as 16·ones − ones
                var corrections = LongVector.fromMemorySegment(LANES, blocks, at, ByteOrder.LITTLE_ENDIAN);
                var lowOnes = corrections.and(0xFFFFL);
                var lowAlignment = corrections.lanewise(LSHR, 16).and(0xFFFFL);
                var highOnes = corrections.lanewise(LSHR, 32).and(0xFFFFL);
                var highAlignment = corrections.lanewise(LSHR, 48);
                var lowLevels = low0.add(low1.lanewise(LSHL, 1))
                        .add(low2.lanewise(LSHL, 2))
                        .add(low3.lanewise(LSHL, 3));
                var highLevels = high0.add(high1.lanewise(LSHL, 1))
                        .add(high2.lanewise(LSHL, 2))
                        .add(high3.lanewise(LSHL, 3));
                var lowStatistics = lowLevels
                        .lanewise(LSHL, 1)
                        .sub(lowOnes.lanewise(LSHL, 4))
                        .add(lowOnes)
                        .lanewise(LSHL, 16)
                        .sub(lowAlignment.mul(factor));
                var highStatistics = highLevels
                        .lanewise(LSHL, 1)
                        .sub(highOnes.lanewise(LSHL, 4))
                        .add(highOnes)
                        .lanewise(LSHL, 16)
                        .sub(highAlignment.mul(factor));
                lowStatistics.intoArray(statistics, place + lane);
                highStatistics.intoArray(statistics, place + lane + BlockLayout.CORRECTIONS);
                reached |=
                        lowStatistics.max(highStatistics).compare(GE, threshold).anyTrue();
            }
            // Written over by the next block if none of this one's vectors reaches.
            if (reached) reaching[found++] = block;
        }
        return found;
    }
}
