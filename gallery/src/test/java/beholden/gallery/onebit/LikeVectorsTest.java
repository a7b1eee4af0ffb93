package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Searches of indexes whose vectors are all alike, as somebody might fill one who wants searches to fail.
class LikeVectorsTest {

    private static final int COUNT = 20_000;
    private static final int DIMENSION = 64;

    private final UnitVectors random = new UnitVectors(DIMENSION, 5);
    private final float[] probe = random.next();

    // All reach the lines of high rungs: several times as many as a search remembers.
    private final List<float[]> alike =
            IntStream.range(0, COUNT).mapToObj(_ -> random.near(probe, 0.9)).toList();

    @ParameterizedTest(name = "{0} tasks")
    @ValueSource(ints = {1, 2, 7})
    void every_one_of_more_than_a_search_remembers_is_scored(int tasks) throws IOException {
        try (Directory directory = written(alike, COUNT);
                DirectoryReader reader = DirectoryReader.open(directory);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Matches found = new OneBitScan(threads, tasks)
                    .search(reader, VectorIndex.FIELD, List.of(probe), LeafFilter.ALL, DocumentNames.NONE, 20)
                    .getFirst();

            // Rounding makes some of the scores equal.
            assertThat(found.faces()).isEqualTo(best(20));
            assertThat(found.scored()).isBetween(COUNT * 9L / 10, (long) COUNT);
        }
    }

    @ParameterizedTest(name = "segments of {0}")
    @ValueSource(ints = {COUNT, 7_000, 1_600})
    void equal_vectors_are_ranked_by_name_wherever_they_lie(int segment) throws IOException {
        List<float[]> equal =
                IntStream.range(0, COUNT).mapToObj(_ -> alike.getFirst()).toList();
        // 7,919 and 20,000 have no common divisor: every document has another name
        DocumentNames names = doc -> "%05d".formatted(doc * 7_919L % COUNT);

        try (Directory directory = written(equal, segment);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            Matches found = new OneBitScan(Runnable::run, 1)
                    .search(reader, VectorIndex.FIELD, List.of(probe), LeafFilter.ALL, names, 20)
                    .getFirst();

            assertThat(found.faces())
                    .extracting(face -> names.of(face.doc()))
                    .isEqualTo(
                            IntStream.range(0, 20).mapToObj("%05d"::formatted).toList());
            assertThat(found.scored()).isEqualTo(COUNT);
        }
    }

    @Test
    void equal_vectors_that_are_not_like_the_probe_are_ranked_by_name_too() throws IOException {
        float[] unlike = random.near(probe, 0.1);
        DocumentNames names = doc -> "%05d".formatted(COUNT - doc);

        try (Directory directory =
                        written(IntStream.range(0, COUNT).mapToObj(_ -> unlike).toList(), COUNT);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            Matches found = new OneBitScan(Runnable::run, 1)
                    .search(reader, VectorIndex.FIELD, List.of(probe), LeafFilter.ALL, names, 5)
                    .getFirst();

            assertThat(found.faces())
                    .extracting(ScoredFace::doc)
                    .containsExactly(COUNT - 1, COUNT - 2, COUNT - 3, COUNT - 4, COUNT - 5);
        }
    }

    private List<ScoredFace> best(int limit) {
        return IntStream.range(0, COUNT)
                .mapToObj(doc -> new ScoredFace(doc, SegmentScan.exactScore(alike.get(doc), probe)))
                .sorted(Comparator.comparing((ScoredFace face) -> -face.score()).thenComparing(ScoredFace::doc))
                .limit(limit)
                .toList();
    }

    private static Directory written(List<float[]> vectors, int segment) throws IOException {
        Directory directory = new ByteBuffersDirectory();
        try (IndexWriter writer = new IndexWriter(directory, VectorIndex.config())) {
            for (int i = 0; i < vectors.size(); i++) {
                writer.addDocument(VectorIndex.document(i, vectors.get(i)));
                if (i % segment == segment - 1) writer.commit();
            }
        }
        return directory;
    }
}
