package beholden.gallery.onebit;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/// One segment's part in a search: its codes, its raw vectors, and which of them may become candidates.
///
/// @param reader       of the segment's vectors
/// @param field        searched
/// @param vectors      raw vectors; copied before use, so that threads do not share a position
/// @param accepted     by ordinal within the segment, null for all
/// @param docBase      number of the segment's first document in the searched reader
/// @param ordinalBase  vectors in the segments before this one
record SegmentScan(
        OneBitVectorsReader reader,
        String field,
        SegmentCodes codes,
        FloatVectorValues vectors,
        @Nullable FixedBitSet accepted,
        int docBase,
        int ordinalBase) {

    /// Blocks compared with each probe before the next ones are read: they stay in the first-level cache meanwhile.
    private static final int WINDOW = 32;

    /// Raw vectors given to Lucene's scorer at once: it reads four at a time, which hides most of the wait for
    /// memory (0.24 µs per vector instead of 0.60 when read one by one).
    private static final int SCORED_TOGETHER = 64;

    static final BlockKernel KERNEL = BlockKernel.fastest();

    /// @param admitted  documents that may become candidates, null for all
    /// @param live      documents that are not deleted, null for all
    static SegmentScan of(
            OneBitVectorsReader reader,
            String field,
            SegmentCodes codes,
            @Nullable Bits admitted,
            @Nullable Bits live,
            int docBase,
            int ordinalBase)
            throws IOException {
        FloatVectorValues vectors = reader.getFloatVectorValues(field);
        FixedBitSet accepted =
                admitted == null && live == null ? null : accepted(codes.count(), vectors, admitted, live);
        return new SegmentScan(reader, field, codes, vectors, accepted, docBase, ordinalBase);
    }

    private static FixedBitSet accepted(
            int count, FloatVectorValues vectors, @Nullable Bits admitted, @Nullable Bits live) throws IOException {
        FixedBitSet accepted = new FixedBitSet(count);
        boolean everyDocumentHasOne = count > 0 && vectors.ordToDoc(count - 1) == count - 1;
        if (everyDocumentHasOne) {
            // then ordinals are document numbers, and whole words of bits can be combined
            accepted.set(0, count);
            if (admitted != null) admitted.applyMask(accepted, 0);
            if (live != null) live.applyMask(accepted, 0);
            return accepted;
        }
        DocIndexIterator documents = vectors.copy().iterator();
        for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
            if ((admitted == null || admitted.get(doc)) && (live == null || live.get(doc))) {
                accepted.set(documents.index());
            }
        }
        return accepted;
    }

    /// Compares the vectors of blocks `from..to` with every probe, reading each block from memory once.
    ///
    /// @param found  one for each probe, in the same order
    void compare(int from, int to, QuantizedProbe[] probes, Candidates[] found) throws IOException {
        SegmentCodes.Window window = codes.window(WINDOW);
        long[] statistics = new long[WINDOW * BlockLayout.VECTORS];
        int[] reaching = new int[WINDOW];
        long blockBytes = codes.layout().blockBytes();
        for (int start = from; start < to; start += WINDOW) {
            int end = Math.min(start + WINDOW, to);
            if (noneAccepted(start, end)) continue;
            MemorySegment blocks = window.read(start, end);
            for (int i = 0; i < probes.length; i++) {
                long threshold = found[i].threshold();
                int count =
                        KERNEL.reaching(blocks, blockBytes, end - start, probes[i], threshold, statistics, reaching);
                for (int k = 0; k < count; k++) {
                    offer(start + reaching[k], statistics, k * BlockLayout.VECTORS, found[i]);
                }
            }
        }
    }

    private void offer(int block, long[] statistics, int at, Candidates found) {
        int first = block * BlockLayout.VECTORS;
        int vectors = Math.min(BlockLayout.VECTORS, codes.count() - first);
        for (int i = 0; i < vectors; i++) {
            if (statistics[at + i] >= found.threshold() && (accepted == null || accepted.get(first + i))) {
                found.offer(statistics[at + i], ordinalBase + first + i);
            }
        }
    }

    private boolean noneAccepted(int startBlock, int endBlock) {
        if (accepted == null) return false;
        int first = startBlock * BlockLayout.VECTORS;
        int end = Math.min(endBlock * BlockLayout.VECTORS, codes.count());
        return accepted.nextSetBit(first, end) == DocIdSetIterator.NO_MORE_DOCS;
    }

    /// Full-precision scores of the vectors with the given ordinals, which count from the first segment.
    ///
    /// @param ordinals  ascending; those from index `from` to `to` are this segment's
    /// @param scores    set from index `from` to `to`: (1 + inner product) / 2, Lucene's scale
    void rescore(int[] ordinals, int from, int to, float[] probe, float[] scores) throws IOException {
        RandomVectorScorer scorer = reader.scorer(field, probe);
        int[] batch = new int[SCORED_TOGETHER];
        float[] batchScores = new float[SCORED_TOGETHER];
        for (int start = from; start < to; start += SCORED_TOGETHER) {
            int count = Math.min(SCORED_TOGETHER, to - start);
            for (int i = 0; i < count; i++) batch[i] = ordinals[start + i] - ordinalBase;
            scorer.bulkScore(batch, batchScores, count);
            System.arraycopy(batchScores, 0, scores, start, count);
        }
    }

    /// A vector as a candidate, its score the inner product itself.
    ///
    /// @param ordinal  counted from the first segment
    ScoredFace score(int ordinal, float[] probe) throws IOException {
        FloatVectorValues values = vectors.copy();
        int own = ordinal - ordinalBase;
        return new ScoredFace(docBase + values.ordToDoc(own), exactScore(values.vectorValue(own), probe));
    }

    /// The inner product, one component after the other in double precision.
    ///
    /// Not Lucene's: SIMD reductions add in an order that changes when the compiler gets to them, and with it the
    /// last digit, so that one search would give different scores from one run to the next.
    static float exactScore(float[] stored, float[] probe) {
        double sum = 0;
        for (int j = 0; j < stored.length; j++) sum += (double) stored[j] * probe[j];
        return (float) sum;
    }

    /// Whether the vector with this ordinal, counted from the first segment, is in this one or one before.
    boolean reachesTo(int ordinal) {
        return ordinal < ordinalBase + codes.count();
    }
}
