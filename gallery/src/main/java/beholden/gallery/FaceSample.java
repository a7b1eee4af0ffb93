package beholden.gallery;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.VectorUtil;

/// Faces drawn from a gallery at random, to be compared with one another. Scores come out of it, and no vector.
///
/// Pairs of one photo are not compared. Nor are those of one source, where a quarter of the pairs or more are of two:
/// photos of one source are often of one event, and a probe comes from elsewhere.
///
/// The same committed faces give the same sample and scores.
public final class FaceSample {
    private static final long SEED = 1;

    /// Share of the pairs that must be of two sources for the others to be left out.
    private static final double ENOUGH_ACROSS = 0.25;

    /// Faces whose templates fit a core's cache together with as many others.
    private static final int TILE = 128;

    private final float[][] templates;
    private final int[] photo;
    private final int[] source;
    private final long galleryFaces;
    private final long generation;
    private final boolean acrossSources;
    private final long pairs;

    private FaceSample(Drawn drawn, DirectoryReader reader) throws IOException {
        this.templates = drawn.templates.toArray(float[][]::new);
        this.photo = drawn.photos.stream().mapToInt(Integer::intValue).toArray();
        this.source = drawn.sources.stream().mapToInt(Integer::intValue).toArray();
        this.galleryFaces = reader.numDocs();
        this.generation = reader.getIndexCommit().getGeneration();
        long all = pairs(templates.length);
        long ofOneSource = pairsOfOne(source);
        this.acrossSources = all > 0 && all - ofOneSource >= ENOUGH_ACROSS * all;
        // a photo has one source
        this.pairs = all - (acrossSources ? ofOneSource : pairsOfOne(photo));
    }

    /// What was read of the faces that were drawn: templates, and numbers for photos and sources.
    private static final class Drawn {
        final List<float[]> templates = new ArrayList<>();
        final List<Integer> photos = new ArrayList<>();
        final List<Integer> sources = new ArrayList<>();
        private final Map<String, Integer> photoNumbers = new HashMap<>();
        private final Map<String, Integer> sourceNumbers = new HashMap<>();

        void add(EnrolledFace face, float[] template) {
            templates.add(template);
            photos.add(number(photoNumbers, face.photoId()));
            sources.add(number(sourceNumbers, face.sourceId()));
        }

        private static int number(Map<String, Integer> numbers, String id) {
            int next = numbers.size();
            return numbers.computeIfAbsent(id, _ -> next);
        }
    }

    /// @param admitted of the faces that were drawn, which are taken
    /// @param atMost   faces to be drawn
    static FaceSample of(DirectoryReader reader, Predicate<EnrolledFace> admitted, int atMost) throws IOException {
        BitSet chosen = chosen(reader.numDocs(), atMost);
        Drawn drawn = new Drawn();
        int place = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            FloatVectorValues templates = leaf.reader().getFloatVectorValues(FaceDocument.TEMPLATE);
            if (templates == null) continue;
            StoredFields stored = leaf.reader().storedFields();
            Bits live = leaf.reader().getLiveDocs();
            DocIndexIterator documents = templates.iterator();
            for (int doc = documents.nextDoc(); doc != DocIndexIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                if (live != null && !live.get(doc) || !chosen.get(place++)) continue;
                EnrolledFace face = FaceDocument.read(stored, doc);
                if (admitted.test(face)) {
                    drawn.add(face, templates.vectorValue(documents.index()).clone());
                }
            }
        }
        return new FaceSample(drawn, reader);
    }

    /// `some` of the numbers below `all`, each set of them as likely as any other.
    // Floyd's algorithm: Bentley and Floyd, A sample of brilliance, Communications of the ACM 30 (1987)
    private static BitSet chosen(int all, int some) {
        BitSet chosen = new BitSet(all);
        if (all <= some) {
            chosen.set(0, all);
            return chosen;
        }
        Random random = new Random(SEED);
        for (int i = all - some; i < all; i++) {
            int one = random.nextInt(i + 1);
            chosen.set(chosen.get(one) ? i : one);
        }
        return chosen;
    }

    private static long pairs(long of) {
        return of * (of - 1) / 2;
    }

    private static long pairsOfOne(int[] numbers) {
        int[] counts = new int[Arrays.stream(numbers).max().orElse(0) + 1];
        for (int number : numbers) counts[number]++;
        return Arrays.stream(counts).mapToLong(FaceSample::pairs).sum();
    }

    /// Number of faces.
    public int faces() {
        return templates.length;
    }

    /// Number of pairs that are compared.
    public long pairs() {
        return pairs;
    }

    /// Whether pairs of one source are left out.
    public boolean acrossSources() {
        return acrossSources;
    }

    /// Number of faces in the gallery at the time.
    public long galleryFaces() {
        return galleryFaces;
    }

    /// Number of the commit that the faces are of.
    public long generation() {
        return generation;
    }

    /// Compares all pairs, each face taken for another person.
    public Scores scores(Progress progress) {
        return scores(IntStream.range(0, faces()).toArray(), progress);
    }

    /// Compares all pairs twice: faces with a score of `samePerson` and more, and those alike to either, and so on, are
    /// taken for one person.
    public Scores scores(double samePerson, Progress progress) {
        Progress first = (done, total) -> progress.at(done, 2 * total);
        Progress second = (done, total) -> progress.at(total + done, 2 * total);
        return scores(people(samePerson, first), second);
    }

    /// A number of each face's person.
    private int[] people(double samePerson, Progress progress) {
        int[] parent = IntStream.range(0, faces()).toArray();
        Advance advance = new Advance(progress, pairs(faces()));
        IntStream.rangeClosed(0, faces() / TILE).parallel().forEach(rows -> {
            for (int columns = 0; columns <= rows; columns++) link(rows, columns, samePerson, parent, advance);
        });
        return IntStream.range(0, faces()).map(i -> root(parent, i)).toArray();
    }

    private void link(int rows, int columns, double samePerson, int[] parent, Advance advance) {
        for (int i = rows * TILE; i < Math.min(faces(), (rows + 1) * TILE); i++) {
            int start = columns * TILE;
            int end = Math.min(i, start + TILE);
            for (int j = start; j < end; j++) {
                if (compared(i, j) && VectorUtil.dotProduct(templates[i], templates[j]) >= samePerson) {
                    join(parent, i, j);
                }
            }
            advance.by(end - start);
        }
    }

    private static void join(int[] parent, int a, int b) {
        synchronized (parent) {
            int one = root(parent, a);
            int other = root(parent, b);
            parent[Math.max(one, other)] = Math.min(one, other);
        }
    }

    private static int root(int[] parent, int of) {
        int at = of;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private Scores scores(int[] person, Progress progress) {
        Map<Integer, List<Integer>> facesOf = new HashMap<>();
        for (int i = 0; i < person.length; i++) {
            facesOf.computeIfAbsent(person[i], _ -> new ArrayList<>()).add(i);
        }
        List<List<Integer>> people = new ArrayList<>(facesOf.values());
        List<List<Integer>> blocks = blocks(people);
        int[][] counts = new int[Scores.blockPairs()][];
        Advance advance = new Advance(progress, pairs(faces()));
        IntStream.range(0, Scores.BLOCKS).parallel().forEach(b -> {
            for (int c = 0; c <= b; c++) {
                counts[Scores.blockPair(b, c)] = compare(blocks.get(b), blocks.get(c), b == c, advance);
            }
        });
        return new Scores(counts, people.size());
    }

    /// All faces in blocks of nearly equal size, those of one person in one block.
    private static List<List<Integer>> blocks(List<List<Integer>> people) {
        Collections.shuffle(people, new Random(SEED));
        List<List<Integer>> blocks = new ArrayList<>();
        for (int i = 0; i < Scores.BLOCKS; i++) blocks.add(new ArrayList<>());
        for (List<Integer> faces : people) {
            List<Integer> smallest = blocks.getFirst();
            for (List<Integer> block : blocks) if (block.size() < smallest.size()) smallest = block;
            smallest.addAll(faces);
        }
        return blocks;
    }

    private int[] compare(List<Integer> some, List<Integer> others, boolean same, Advance advance) {
        int[] counts = new int[Scores.BINS];
        for (int a = 0; a < some.size(); a++) {
            int i = some.get(a);
            int end = same ? a : others.size();
            for (int b = 0; b < end; b++) {
                int j = others.get(b);
                if (compared(i, j)) counts[Scores.bin(VectorUtil.dotProduct(templates[i], templates[j]))]++;
            }
            advance.by(end);
        }
        return counts;
    }

    private boolean compared(int i, int j) {
        return acrossSources ? source[i] != source[j] : photo[i] != photo[j];
    }

    /// Progress of several threads at once.
    private static final class Advance {
        private final Progress progress;
        private final long total;
        private long done;

        Advance(Progress progress, long total) {
            this.progress = progress;
            this.total = total;
        }

        synchronized void by(long more) {
            done += more;
            progress.at(done, total);
        }
    }

    /// Comparison scores of a sample, counted in bins, and apart for each pair of 64 blocks of people: so that they can
    /// be counted again as if other people had been drawn.
    ///
    /// Faces of one person are in one block, as far as they were recognised as such.
    public static final class Scores {
        /// Number of blocks of people.
        public static final int BLOCKS = 64;

        private static final int BINS_PER_UNIT = 400;

        static final int BINS = 2 * BINS_PER_UNIT + 1;

        private final int[][] counts;
        private final int people;

        /// @param counts of each pair of blocks, in each bin
        Scores(int[][] counts, int people) {
            this.counts = counts;
            this.people = people;
        }

        static int blockPairs() {
            return BLOCKS * (BLOCKS + 1) / 2;
        }

        /// @param other not over `block`
        static int blockPair(int block, int other) {
            return block * (block + 1) / 2 + other;
        }

        /// The bin of a score; those below -1 and above 1, as rounding makes them, are in the outermost.
        public static int bin(double score) {
            return Math.clamp((int) Math.floor((score + 1) * BINS_PER_UNIT + 1e-6), 0, BINS - 1);
        }

        /// The lowest score of a bin.
        public static double lowest(int bin) {
            return (double) (bin - BINS_PER_UNIT) / BINS_PER_UNIT;
        }

        /// Number of people that the faces are of, as far as they were recognised.
        public int people() {
            return people;
        }

        /// Number of pairs in each bin.
        public double[] counts() {
            double[] sum = new double[BINS];
            for (int[] one : counts) for (int bin = 0; bin < BINS; bin++) sum[bin] += one[bin];
            return sum;
        }

        /// Number of pairs in each bin, had each block been drawn so many times.
        public double[] counts(int[] times) {
            double[] sum = new double[BINS];
            for (int block = 0; block < BLOCKS; block++) {
                for (int other = 0; other <= block; other++) {
                    double both = (double) times[block] * times[other];
                    if (both == 0) continue;
                    int[] one = counts[blockPair(block, other)];
                    for (int bin = 0; bin < BINS; bin++) sum[bin] += both * one[bin];
                }
            }
            return sum;
        }
    }
}
