package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorsFormat;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Searches an index of three segments, 60,000 vectors, a tenth of the documents without one and some deleted.
class OneBitScanTest {

    private static final int DOCUMENTS = 66_000;
    private static final int SEGMENT = 22_000;
    private static final int DIMENSION = 192;

    @TempDir
    static Path folder;

    private static final List<float[]> VECTORS = new ArrayList<>();
    private static final List<float[]> PROBES = new ArrayList<>();
    private static final OneBitScan SCAN = new OneBitScan(Runnable::run, 1);
    private static DirectoryReader reader;

    @BeforeAll
    static void write() throws IOException {
        UnitVectors random = new UnitVectors(DIMENSION, 1);
        for (int i = 0; i < 6; i++) PROBES.add(random.next());
        for (int i = 0; i < DOCUMENTS; i++) {
            // each probe has mates with scores 0.9, 0.8, … 0.5 all over the index
            float[] vector =
                    i % 1501 == 7 ? random.near(PROBES.get(i / 1501 % 6), 0.5 + i / 9000 % 5 * 0.1) : random.next();
            VECTORS.add(vector);
        }
        Directory directory = new MMapDirectory(folder);
        try (IndexWriter writer = new IndexWriter(directory, VectorIndex.config())) {
            for (int i = 0; i < DOCUMENTS; i++) {
                writer.addDocument(VectorIndex.document(i, hasVector(i) ? VECTORS.get(i) : null));
                if (i % SEGMENT == SEGMENT - 1) writer.commit();
            }
            for (int i = 0; i < DOCUMENTS; i += 13) writer.deleteDocuments(new Term(VectorIndex.ID, "" + i));
        }
        reader = DirectoryReader.open(directory);
    }

    @AfterAll
    static void close() throws IOException {
        reader.close();
    }

    // the first segment has a vector in every document, the others do not
    private static boolean hasVector(int document) {
        return document < SEGMENT || document % 10 != 3;
    }

    private static boolean isCandidate(int document) {
        return hasVector(document) && document % 13 != 0;
    }

    @Test
    void every_vector_of_a_high_score_is_found_with_its_exact_score() throws IOException {
        List<ScoredFace> found = search(LeafFilter.ALL, 30).getFirst();

        List<ScoredFace> expected =
                bruteForce(0, 30).stream().filter(face -> face.score() >= 0.30).toList();
        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(found).hasSize(30).startsWith(expected.toArray(ScoredFace[]::new));
    }

    @Test
    void candidates_come_best_first_and_only_live_documents_with_a_vector_do() throws IOException {
        List<ScoredFace> found = search(LeafFilter.ALL, 200).getFirst();

        assertThat(found)
                .hasSize(200)
                .isSortedAccordingTo(
                        Comparator.comparing((ScoredFace face) -> -face.score()).thenComparing(ScoredFace::doc))
                .allMatch(face -> isCandidate(face.doc()));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 64})
    void the_number_of_tasks_changes_nothing(int tasks) throws IOException {
        List<List<ScoredFace>> expected = search(LeafFilter.ALL, 50);

        List<List<ScoredFace>> found;
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            found = VectorIndex.search(
                    new OneBitScan(threads, tasks), reader, VectorIndex.FIELD, PROBES, LeafFilter.ALL, 50);
        }

        assertThat(found).isEqualTo(expected);
    }

    @Test
    void several_probes_in_one_pass_find_what_each_finds_alone() throws IOException {
        List<List<ScoredFace>> together = search(LeafFilter.ALL, 40);

        for (int i = 0; i < PROBES.size(); i++) {
            List<List<ScoredFace>> alone =
                    VectorIndex.search(SCAN, reader, VectorIndex.FIELD, List.of(PROBES.get(i)), LeafFilter.ALL, 40);
            assertThat(together.get(i)).isEqualTo(alone.getFirst());
        }
    }

    @Test
    void a_filter_admits_its_documents_only_and_deleted_ones_never() throws IOException {
        LeafFilter evenThousands = leaf -> {
            FixedBitSet admitted = new FixedBitSet(leaf.reader().maxDoc());
            for (int doc = 0; doc < admitted.length(); doc++) {
                if (inEvenThousand(leaf.docBase + doc)) admitted.set(doc);
            }
            return admitted;
        };

        List<ScoredFace> found = search(evenThousands, 200).getFirst();

        assertThat(found).hasSize(200).allMatch(face -> inEvenThousand(face.doc()) && isCandidate(face.doc()));
        List<ScoredFace> mates = bruteForce(0, DOCUMENTS).stream()
                .filter(face -> inEvenThousand(face.doc()) && face.score() >= 0.30)
                .toList();
        assertThat(mates).isNotEmpty();
        assertThat(found).startsWith(mates.toArray(ScoredFace[]::new));
    }

    private static boolean inEvenThousand(int doc) {
        return doc / 1000 % 2 == 0;
    }

    @Test
    void when_few_documents_are_admitted_all_of_them_are_returned() throws IOException {
        List<ScoredFace> found = search(oneOfSevenThousand(), 50).getFirst();

        List<ScoredFace> expected = bruteForce(0, DOCUMENTS).stream()
                .filter(face -> face.doc() % 7000 == 2)
                .toList();
        assertThat(found).isEqualTo(expected);
        assertThat(found).hasSizeGreaterThan(5);
    }

    private static LeafFilter oneOfSevenThousand() {
        return leaf -> new Bits() {
            @Override
            public boolean get(int doc) {
                return (leaf.docBase + doc) % 7000 == 2;
            }

            @Override
            public int length() {
                return leaf.reader().maxDoc();
            }
        };
    }

    @Test
    void a_filter_that_admits_nothing_gives_no_candidates() throws IOException {
        List<List<ScoredFace>> found =
                search(leaf -> new FixedBitSet(leaf.reader().maxDoc()), 20);

        assertThat(found).hasSize(PROBES.size()).allMatch(List::isEmpty);
    }

    @Test
    void vectors_read_without_memory_mapping_give_the_same_candidates() throws IOException {
        List<List<ScoredFace>> expected = search(LeafFilter.ALL, 40);

        try (Directory files = new NIOFSDirectory(folder);
                DirectoryReader unmapped = DirectoryReader.open(files)) {
            List<List<ScoredFace>> found =
                    VectorIndex.search(SCAN, unmapped, VectorIndex.FIELD, PROBES, LeafFilter.ALL, 40);

            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void a_mapping_in_small_pieces_gives_the_same_candidates() throws IOException {
        List<List<ScoredFace>> expected = search(LeafFilter.ALL, 40);

        // Pieces of 64 KB: some runs of blocks lie across two.
        try (Directory pieces = new MMapDirectory(folder, 1 << 16);
                DirectoryReader inPieces = DirectoryReader.open(pieces)) {
            List<List<ScoredFace>> found =
                    VectorIndex.search(SCAN, inPieces, VectorIndex.FIELD, PROBES, LeafFilter.ALL, 40);

            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void equal_scores_are_ranked_by_document() throws IOException {
        float[] vector = PROBES.getFirst();
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, VectorIndex.config())) {
                for (int i = 0; i < 500; i++) writer.addDocument(VectorIndex.document(i, vector));
            }
            try (DirectoryReader same = DirectoryReader.open(directory)) {
                List<ScoredFace> found = VectorIndex.search(
                                SCAN, same, VectorIndex.FIELD, List.of(vector), LeafFilter.ALL, 20)
                        .getFirst();

                assertThat(found.stream().map(ScoredFace::doc))
                        .isEqualTo(IntStream.range(0, 20).boxed().toList());
            }
        }
    }

    @Test
    void an_index_without_the_field_has_no_candidates() throws IOException {
        List<List<ScoredFace>> found = VectorIndex.search(SCAN, reader, "other", PROBES, LeafFilter.ALL, 20);

        assertThat(found).hasSize(PROBES.size()).allMatch(List::isEmpty);
    }

    @Test
    void vectors_in_another_format_are_refused_by_name() throws IOException {
        try (Directory directory = new ByteBuffersDirectory()) {
            var config = VectorIndex.config().setCodec(VectorIndex.codec(new Lucene104ScalarQuantizedVectorsFormat()));
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                writer.addDocument(VectorIndex.document(0, VECTORS.getFirst()));
            }
            try (DirectoryReader foreign = DirectoryReader.open(directory)) {
                assertThatThrownBy(
                                () -> VectorIndex.search(SCAN, foreign, VectorIndex.FIELD, PROBES, LeafFilter.ALL, 20))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining(VectorIndex.FIELD)
                        .hasMessageContaining(OneBitVectorsFormat.NAME);
            }
        }
    }

    @Test
    void a_probe_of_another_dimension_or_length_is_refused() {
        float[] twice = PROBES.getFirst().clone();
        for (int j = 0; j < twice.length; j++) twice[j] *= 2;

        assertThatThrownBy(
                        () -> VectorIndex.search(SCAN, reader, VectorIndex.FIELD, List.of(twice), LeafFilter.ALL, 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("normalise");
        assertThatThrownBy(() -> VectorIndex.search(
                        SCAN, reader, VectorIndex.FIELD, List.of(new float[100]), LeafFilter.ALL, 20))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("100 dimensions");
    }

    @Test
    void once_the_list_is_full_only_those_that_can_reach_it_are_scored() throws IOException {
        // three of the mates score 0.8 and more; about 4,000 of the others have an estimate that allows 0.30
        List<Matches> found = SCAN.search(reader, VectorIndex.FIELD, PROBES, LeafFilter.ALL, DocumentNames.NONE, 3);

        for (int i = 0; i < PROBES.size(); i++) {
            assertThat(found.get(i).faces()).isEqualTo(bruteForce(i, 3));
            assertThat(found.get(i).scored()).isBetween(3L, 20L);
        }
    }

    @Test
    void a_list_that_0_30_does_not_fill_has_all_that_reach_it_scored() throws IOException {
        Matches found = SCAN.search(reader, VectorIndex.FIELD, PROBES, LeafFilter.ALL, DocumentNames.NONE, 200)
                .getFirst();

        assertThat(found.faces().getLast().score()).isLessThan(0.30f);
        assertThat(found.scored()).isGreaterThan(800);
    }

    private static List<List<ScoredFace>> search(LeafFilter filter, int limit) throws IOException {
        IndexReader index = reader;
        return VectorIndex.search(SCAN, index, VectorIndex.FIELD, PROBES, filter, limit);
    }

    private static List<ScoredFace> bruteForce(int probe, int limit) {
        return IntStream.range(0, DOCUMENTS)
                .filter(OneBitScanTest::isCandidate)
                .mapToObj(doc -> new ScoredFace(doc, SegmentScan.exactScore(VECTORS.get(doc), PROBES.get(probe))))
                .sorted(Comparator.comparing((ScoredFace face) -> -face.score()).thenComparing(ScoredFace::doc))
                .limit(limit)
                .toList();
    }
}
