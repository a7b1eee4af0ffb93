package beholden.gallery.onebit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.store.ByteBuffersIndexOutput;

/// Vectors as blocks in memory, written by the same code as those on disk.
record CodedVectors(BlockLayout layout, int count, MemorySegment blocks) {

    static CodedVectors of(int dimension, List<float[]> vectors) {
        BlockLayout layout = new BlockLayout(dimension);
        SignCode code = new SignCode(layout);
        var bytes = new ByteBuffersDataOutput();
        try (var out = new ByteBuffersIndexOutput(bytes, "codes", "codes")) {
            BlockWriter writer = new BlockWriter(layout, out);
            for (float[] vector : vectors) {
                code.encode(vector);
                writer.add(code.words, 0, code.correction);
            }
            writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] array = bytes.toArrayCopy();
        MemorySegment blocks = Arena.ofAuto().allocate(array.length, OneBitVectorsFormat.ALIGNMENT);
        blocks.copyFrom(MemorySegment.ofArray(array));
        return new CodedVectors(layout, vectors.size(), blocks);
    }

    int blockCount() {
        return layout.blocks(count);
    }

    /// The statistics of all vectors by one of the kernels, padding included.
    long[] statistics(BlockKernel kernel, QuantizedProbe probe) {
        long[] statistics = new long[blockCount() * BlockLayout.VECTORS];
        kernel.reaching(
                blocks, layout.blockBytes(), blockCount(), probe, Long.MIN_VALUE, statistics, new int[blockCount()]);
        return statistics;
    }

    /// Blocks that reach a threshold by one of the kernels.
    int[] reaching(BlockKernel kernel, QuantizedProbe probe, long threshold) {
        int[] reaching = new int[blockCount()];
        long[] statistics = new long[blockCount() * BlockLayout.VECTORS];
        int found = kernel.reaching(blocks, layout.blockBytes(), blockCount(), probe, threshold, statistics, reaching);
        return Arrays.copyOf(reaching, found);
    }
}
