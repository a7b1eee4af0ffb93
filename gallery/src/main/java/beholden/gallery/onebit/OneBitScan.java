package beholden.gallery.onebit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.TaskExecutor;
import org.apache.lucene.util.LongHeap;
import org.apache.lucene.util.NumericUtils;

/// Compares probes with every stored vector of a field written by [OneBitVectorsFormat]: none is skipped.
///
/// All codes are read; vectors whose estimate allows an exact score of 0.30 or more, and the best others, are then
/// scored in full precision. A vector with an exact score of at least 0.30 is overlooked with a probability of at
/// most 10⁻⁴ over the random rotation of the vectors (`docs/no-missed-mate.md`). Results are deterministic,
/// whatever the number of tasks. Safe for use by many threads.
public final class OneBitScan {

    /// Vectors scored exactly even when no estimate is high, so that a list of candidates can always be filled.
    private static final int RESCORED_AT_LEAST = 100;

    private static final int RESCORED_PER_CANDIDATE = 4;

    /// A task of fewer blocks (16,384 vectors) would cost more to hand over than to do.
    private static final int MIN_BLOCKS_PER_TASK = 1024;

    private static final int MIN_RESCORED_PER_TASK = 512;

    /// Lucene's scorer sums in single precision and in no fixed order: its scores choose whose exact score is
    /// computed.
    private static final float RANKING_TOLERANCE = 1e-6f;

    private final TaskExecutor executor;
    private final int tasks;

    /// @param executor  runs the tasks; the calling thread works too
    /// @param tasks     into how many a search is split at most, usually the number of cores
    public OneBitScan(Executor executor, int tasks) {
        if (tasks < 1) throw new IllegalArgumentException("a search needs at least one task, not " + tasks);
        this.executor = new TaskExecutor(executor);
        this.tasks = tasks;
    }

    static int rescoredAtLeast(int limit) {
        return Math.max(RESCORED_AT_LEAST, Math.multiplyExact(RESCORED_PER_CANDIDATE, limit));
    }

    /// Finds for each probe its `limit` best candidates by exact score, best first, ties by document number.
    ///
    /// @param probes  unit-length vectors of the field's dimension, rotated like the stored ones; all compared in
    ///     one pass
    /// @param filter  admits documents; deleted ones are left out in any case
    /// @param limit   1 or more; fewer candidates are returned only where the filter admits fewer vectors
    /// @throws IllegalArgumentException if a probe has another dimension or is not of unit length, or the field was
    ///     not written by [OneBitVectorsFormat]
    public List<List<ScoredFace>> search(
            IndexReader reader, String field, List<float[]> probes, LeafFilter filter, int limit) throws IOException {
        if (limit < 1) throw new IllegalArgumentException("limit of " + limit + " candidates: at least 1 is needed");
        List<SegmentScan> segments = segments(reader, field, filter);
        if (segments.isEmpty() || probes.isEmpty()) {
            return probes.stream().map(_ -> List.<ScoredFace>of()).toList();
        }
        QuantizedProbe[] quantized = quantize(segments, probes);
        List<Candidates[]> parts = compare(segments, quantized, rescoredAtLeast(limit));
        List<List<ScoredFace>> results = new ArrayList<>();
        for (int i = 0; i < quantized.length; i++) {
            int probe = i;
            int[] ordinals =
                    Candidates.ordinals(parts.stream().map(part -> part[probe]).toList());
            float[] scores = rescore(segments, ordinals, probes.get(i));
            results.add(best(segments, ordinals, scores, probes.get(i), limit));
        }
        return results;
    }

    private static QuantizedProbe[] quantize(List<SegmentScan> segments, List<float[]> probes) {
        // A field has one dimension in the whole index, so that one quantisation serves all its segments.
        BlockLayout layout = segments.getFirst().codes().layout();
        return probes.stream().map(probe -> new QuantizedProbe(layout, probe)).toArray(QuantizedProbe[]::new);
    }

    private static List<SegmentScan> segments(IndexReader reader, String field, LeafFilter filter) throws IOException {
        List<SegmentScan> segments = new ArrayList<>();
        int ordinalBase = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            LeafReader leafReader = leaf.reader();
            if (leafReader.getFieldInfos().fieldInfo(field) == null) continue;
            OneBitVectorsReader vectors = vectorsReader(leafReader, field);
            SegmentCodes codes = vectors.codes(field);
            if (codes == null || codes.count() == 0) continue;
            segments.add(SegmentScan.of(
                    vectors, field, codes, filter.admitted(leaf), leafReader.getLiveDocs(), leaf.docBase, ordinalBase));
            ordinalBase += codes.count();
        }
        return segments;
    }

    private static OneBitVectorsReader vectorsReader(LeafReader leaf, String field) {
        if (FilterLeafReader.unwrap(leaf) instanceof CodecReader segment) {
            KnnVectorsReader vectors = segment.getVectorReader();
            if (vectors instanceof PerFieldKnnVectorsFormat.FieldsReader perField) {
                vectors = perField.getFieldReader(field);
            }
            if (vectors instanceof OneBitVectorsReader oneBit) return oneBit;
        }
        throw new IllegalArgumentException("field " + field + " of segment " + leaf + " was not written by "
                + OneBitVectorsFormat.NAME + ": index it again with that format");
    }

    private List<Candidates[]> compare(List<SegmentScan> segments, QuantizedProbe[] probes, int atLeast)
            throws IOException {
        List<Callable<Candidates[]>> work = new ArrayList<>();
        for (List<Range> ranges : split(segments)) {
            work.add(() -> {
                Candidates[] found = new Candidates[probes.length];
                Arrays.setAll(found, i -> new Candidates(atLeast, probes[i].guaranteed));
                for (Range range : ranges) range.segment.compare(range.from, range.to, probes, found);
                return found;
            });
        }
        return executor.invokeAll(work);
    }

    /// Blocks `from..to` of a segment.
    private record Range(SegmentScan segment, int from, int to) {}

    /// All blocks of all segments, in order, in nearly equal shares.
    private List<List<Range>> split(List<SegmentScan> segments) {
        long blocks = segments.stream().mapToLong(s -> s.codes().blockCount()).sum();
        long share = Math.max(MIN_BLOCKS_PER_TASK, Math.ceilDiv(blocks, tasks));
        List<List<Range>> shares = new ArrayList<>();
        List<Range> current = new ArrayList<>();
        long room = share;
        for (SegmentScan segment : segments) {
            int from = 0;
            int end = segment.codes().blockCount();
            while (from < end) {
                int to = (int) Math.min(end, from + room);
                current.add(new Range(segment, from, to));
                room -= to - from;
                from = to;
                if (room == 0) {
                    shares.add(current);
                    current = new ArrayList<>();
                    room = share;
                }
            }
        }
        if (!current.isEmpty()) shares.add(current);
        return shares;
    }

    private float[] rescore(List<SegmentScan> segments, int[] ordinals, float[] probe) throws IOException {
        float[] scores = new float[ordinals.length];
        int share = Math.max(MIN_RESCORED_PER_TASK, Math.ceilDiv(ordinals.length, tasks));
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int start = 0; start < ordinals.length; start += share) {
            int from = start;
            int to = Math.min(start + share, ordinals.length);
            work.add(() -> {
                rescore(segments, ordinals, from, to, probe, scores);
                return true;
            });
        }
        executor.invokeAll(work);
        return scores;
    }

    private static void rescore(
            List<SegmentScan> segments, int[] ordinals, int from, int to, float[] probe, float[] scores)
            throws IOException {
        int start = from;
        for (SegmentScan segment : segments) {
            int end = start;
            while (end < to && segment.reachesTo(ordinals[end])) end++;
            segment.rescore(ordinals, start, end, probe, scores);
            start = end;
        }
    }

    private static List<ScoredFace> best(
            List<SegmentScan> segments, int[] ordinals, float[] scores, float[] probe, int limit) throws IOException {
        float least = largest(scores, limit) - RANKING_TOLERANCE;
        List<ScoredFace> best = new ArrayList<>();
        int segment = 0;
        for (int i = 0; i < ordinals.length; i++) {
            while (!segments.get(segment).reachesTo(ordinals[i])) segment++;
            if (scores[i] >= least) best.add(segments.get(segment).score(ordinals[i], probe));
        }
        return best.stream()
                .sorted(Comparator.comparingDouble(ScoredFace::score).reversed().thenComparingInt(ScoredFace::doc))
                .limit(limit)
                .toList();
    }

    /// The score at this rank, or the lowest one where there are fewer.
    private static float largest(float[] scores, int rank) {
        LongHeap largest = new LongHeap(rank);
        for (float score : scores) largest.insertWithOverflow(NumericUtils.floatToSortableInt(score));
        return largest.size() == 0 ? 0 : NumericUtils.sortableIntToFloat((int) largest.top());
    }
}
