package beholden.gallery.onebit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.perfield.PerFieldKnnVectorsFormat;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.TaskExecutor;

/// Compares probes with every stored vector of a field written by [OneBitVectorsFormat]: none is skipped.
///
/// All codes are read; vectors whose estimate allows them onto the list of candidates are then scored in full
/// precision. A vector whose exact score is at least 0.30 and at least the last candidate's is missing from the list
/// with a probability of at most 10⁻⁴ over the random rotation of the vectors (`docs/no-missed-mate.md`). Results
/// are deterministic, whatever the number of tasks and the order of the vectors, and a search's memory is a small
/// part of the codes' own, however many vectors are alike. Safe for use by many threads.
public final class OneBitScan {

    /// Vectors scored exactly even when no estimate is high, so that a list of candidates can always be filled.
    private static final int RESCORED_AT_LEAST = 100;

    private static final int RESCORED_PER_CANDIDATE = 4;

    /// A task of fewer blocks (16,384 vectors) would cost more to hand over than to do.
    private static final int MIN_BLOCKS_PER_TASK = 1024;

    private static final int MIN_RESCORED_PER_TASK = 512;

    /// Vectors whose statistics a search remembers: one in 256 of a large gallery. Where a list needs more, codes are
    /// compared again.
    private static final int REMEMBERED_AT_LEAST = 4096;

    private static final int REMEMBERED_ONE_OF = 256;
    private static final int REMEMBERED_PER_CANDIDATE = 256;

    private final TaskExecutor executor;
    private final int tasks;

    /// @param executor  runs the tasks; the calling thread works too
    /// @param tasks     into how many a search is split at most, usually the number of cores
    public OneBitScan(Executor executor, int tasks) {
        if (tasks < 1) throw new IllegalArgumentException("a search needs at least one task, not " + tasks);
        this.executor = new TaskExecutor(executor);
        this.tasks = tasks;
    }

    /// Says in words how codes are compared on this machine, for reports of measurements.
    public static String kernel() {
        return SegmentScan.KERNEL.description();
    }

    /// Finds for each probe its `limit` best candidates by exact score, best first, equal ones by name, then by
    /// document number.
    ///
    /// @param probes  unit-length vectors of the field's dimension, rotated like the stored ones; all compared in
    ///     one pass
    /// @param filter  admits documents; deleted ones are left out in any case
    /// @param names   read by the calling thread
    /// @param limit   1 or more; fewer candidates are returned only where the filter admits fewer vectors
    /// @throws IllegalArgumentException if a probe has another dimension or is not of unit length, or the field was
    ///     not written by [OneBitVectorsFormat]
    public List<Matches> search(
            IndexReader reader, String field, List<float[]> probes, LeafFilter filter, DocumentNames names, int limit)
            throws IOException {
        if (limit < 1) throw new IllegalArgumentException("limit of " + limit + " candidates: at least 1 is needed");
        return search(segments(reader, field, filter), probes, names, limit);
    }

    List<Matches> search(List<SegmentScan> segments, List<float[]> probes, DocumentNames names, int limit)
            throws IOException {
        if (segments.isEmpty() || probes.isEmpty()) {
            return probes.stream().map(_ -> new Matches(List.of(), 0)).toList();
        }
        QuantizedProbe[] quantized = quantize(segments, probes);
        Candidates.Wanted[] wanted = wanted(segments, quantized, limit);
        List<Candidates.Kept> kept = compare(segments, quantized, wanted);
        List<Matches> results = new ArrayList<>();
        for (int i = 0; i < quantized.length; i++) {
            Shortlist.Vectors vectors = new ProbedVectors(segments, probes.get(i), quantized[i]);
            results.add(
                    new Shortlist(vectors, wanted[i], kept.get(i), new Ranking(limit, names)).matches(quantized[i]));
        }
        return results;
    }

    private static Candidates.Wanted[] wanted(List<SegmentScan> segments, QuantizedProbe[] probes, int limit) {
        int count =
                segments.stream().mapToInt(segment -> segment.codes().count()).sum();
        int atLeast = (int) Math.min(count, Math.max(RESCORED_AT_LEAST, (long) RESCORED_PER_CANDIDATE * limit));
        long remembered =
                Math.max(REMEMBERED_AT_LEAST + count / REMEMBERED_ONE_OF, (long) REMEMBERED_PER_CANDIDATE * limit);
        int most = (int) Math.min(count, remembered);
        return Arrays.stream(probes)
                .map(probe -> Candidates.Wanted.of(atLeast, probe.line(0), most))
                .toArray(Candidates.Wanted[]::new);
    }

    /// One probe and all segments, each piece of work split over the tasks.
    private final class ProbedVectors implements Shortlist.Vectors {
        private final List<SegmentScan> segments;
        private final float[] probe;
        private final QuantizedProbe quantized;

        ProbedVectors(List<SegmentScan> segments, float[] probe, QuantizedProbe quantized) {
            this.segments = segments;
            this.probe = probe;
            this.quantized = quantized;
        }

        @Override
        public Candidates.Kept compare(Candidates.Wanted wanted) throws IOException {
            return OneBitScan.this
                    .compare(segments, new QuantizedProbe[] {quantized}, new Candidates.Wanted[] {wanted})
                    .getFirst();
        }

        @Override
        public float[] rescore(int[] ordinals) throws IOException {
            return OneBitScan.this.rescore(segments, ordinals, probe);
        }

        @Override
        public ScoredFace score(int ordinal) throws IOException {
            int segment = 0;
            while (!segments.get(segment).reachesTo(ordinal)) segment++;
            return segments.get(segment).score(ordinal, probe);
        }
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

    private List<Candidates.Kept> compare(
            List<SegmentScan> segments, QuantizedProbe[] probes, Candidates.Wanted[] wanted) throws IOException {
        List<Callable<Candidates[]>> work = new ArrayList<>();
        for (List<Range> ranges : split(segments)) {
            work.add(() -> {
                Candidates[] found = Arrays.stream(wanted).map(Candidates::new).toArray(Candidates[]::new);
                for (Range range : ranges) range.segment.compare(range.from, range.to, probes, found);
                return found;
            });
        }
        List<Candidates[]> parts = executor.invokeAll(work);
        return IntStream.range(0, probes.length)
                .mapToObj(probe -> Candidates.merged(
                        parts.stream().map(part -> part[probe]).toList()))
                .toList();
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
}
