package beholden.gallery.onebit;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;
import org.jspecify.annotations.Nullable;

/// The blocks of one field of one segment.
///
/// @param layout  of each block
/// @param count   of vectors
/// @param blocks  exactly the blocks; cloned before it is read by position
record SegmentCodes(BlockLayout layout, int count, IndexInput blocks) {

    int blockCount() {
        return layout.blocks(count);
    }

    /// Reader of codes for one thread.
    Window window(int maxBlocks) {
        return new Window(maxBlocks);
    }

    /// A run of blocks at a time: the memory-mapped file itself where the directory has one, else a copy.
    final class Window {
        private final int maxBlocks;
        private final IndexInput input = blocks.clone();
        private byte @Nullable [] bytes;
        private @Nullable MemorySegment copy;

        private Window(int maxBlocks) {
            this.maxBlocks = maxBlocks;
        }

        /// Blocks `from..to`, at most `maxBlocks`, valid until the next call.
        MemorySegment read(int from, int to) throws IOException {
            long start = from * layout.blockBytes();
            int length = Math.toIntExact((to - from) * layout.blockBytes());
            if (input instanceof MemorySegmentAccessInput mapped) {
                // null where the run crosses two mappings of a very large file
                MemorySegment slice = mapped.segmentSliceOrNull(start, length);
                if (slice != null) return slice;
            }
            return copy(start, length);
        }

        private MemorySegment copy(long start, int length) throws IOException {
            if (bytes == null || copy == null) {
                int capacity = Math.toIntExact(maxBlocks * layout.blockBytes());
                bytes = new byte[capacity];
                // Off the heap, so that the kernel sees one kind of memory only.
                copy = Arena.ofAuto().allocate(capacity, OneBitVectorsFormat.ALIGNMENT);
            }
            input.seek(start);
            input.readBytes(bytes, 0, length);
            MemorySegment.copy(MemorySegment.ofArray(bytes), 0, copy, 0, length);
            return copy;
        }
    }
}
