package beholden.gallery.onebit;

import java.lang.foreign.MemorySegment;

/// Compares one probe with a run of blocks. Two implementations that agree to the bit.
sealed interface BlockKernel permits ScalarKernel, VectorKernel {

    /// The first block in `from..to` with a vector whose statistic reaches `threshold`, or `to` if there is none.
    ///
    /// When a block is returned, `statistics` holds the statistic of each of its sixteen vectors, padding included.
    int firstReaching(
            MemorySegment blocks,
            long blockBytes,
            int from,
            int to,
            QuantizedProbe probe,
            long threshold,
            long[] statistics);

    /// The SIMD kernel where the Vector API's module is present, else the scalar one.
    static BlockKernel fastest() {
        boolean vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
        return vectors ? VectorKernel.INSTANCE : ScalarKernel.INSTANCE;
    }
}
