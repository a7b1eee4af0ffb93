package beholden.gallery.onebit;

import java.lang.foreign.MemorySegment;

/// Compares one probe with a run of blocks. Two implementations that agree to the bit.
sealed interface BlockKernel permits ScalarKernel, VectorKernel {

    /// The blocks with a vector whose statistic reaches `threshold`.
    ///
    /// @param blocks      `count` blocks
    /// @param statistics  room for `count` × 16: set to those of all vectors of the first, second, … block that
    ///     reaches
    /// @param reaching    room for `count`: set to the numbers of these blocks, 0..count−1, ascending
    /// @return how many they are
    int reaching(
            MemorySegment blocks,
            long blockBytes,
            int count,
            QuantizedProbe probe,
            long threshold,
            long[] statistics,
            int[] reaching);

    /// Name in words, with the width of its vectors where it has any.
    String description();

    /// The SIMD kernel where the Vector API's module is present, else the scalar one.
    static BlockKernel fastest() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? VectorKernel.INSTANCE : ScalarKernel.INSTANCE;
    }
}
