package beholden.gallery.onebit;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.store.IndexOutput;

/// Transposes codes, given one after the other in ordinal order, into blocks.
final class BlockWriter {

    private final IndexOutput out;
    private final int words;
    private final long[] block;
    private int vectors;
    private int count;

    BlockWriter(BlockLayout layout, IndexOutput out) {
        this.out = out;
        this.words = layout.words();
        this.block = new long[(int) (layout.blockBytes() / Long.BYTES)];
    }

    /// @param source  holds the words of the code from index `at`
    void add(long[] source, int at, int correction) throws IOException {
        for (int word = 0; word < words; word++) {
            block[word * BlockLayout.VECTORS + vectors] = source[at + word];
        }
        int pair = words * BlockLayout.VECTORS + vectors % BlockLayout.CORRECTIONS;
        int half = vectors < BlockLayout.CORRECTIONS ? 0 : Integer.SIZE;
        block[pair] |= Integer.toUnsignedLong(correction) << half;
        count++;
        if (++vectors == BlockLayout.VECTORS) writeBlock();
    }

    /// Writes what is left, padded with zeros.
    ///
    /// @return the number of vectors written
    int finish() throws IOException {
        if (vectors > 0) writeBlock();
        return count;
    }

    private void writeBlock() throws IOException {
        for (long word : block) out.writeLong(word);
        Arrays.fill(block, 0);
        vectors = 0;
    }
}
