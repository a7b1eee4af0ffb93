package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104ScalarQuantizedVectorsFormat;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnByteVectorField;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneBitVectorsFormatTest {

    private static final OneBitScan SCAN = new OneBitScan(Runnable::run, 1);

    @Test
    void lucene_finds_the_format_by_its_name() {
        assertThat(KnnVectorsFormat.forName("BeholdenOneBit1")).isInstanceOf(OneBitVectorsFormat.class);
    }

    @RepeatedTest(12)
    void whatever_is_added_deleted_and_merged_every_live_vector_is_compared(RepetitionInfo of) throws IOException {
        SplittableRandom choose = new SplittableRandom(of.getCurrentRepetition());
        int dimension = choose.nextInt(64, 201);
        int documents = choose.nextInt(1, 221);
        boolean sorted = choose.nextBoolean();
        UnitVectors random = new UnitVectors(dimension, choose.nextLong());
        Map<Integer, float[]> live = new TreeMap<>();
        try (Directory directory = new ByteBuffersDirectory()) {
            var config = sorted ? VectorIndex.sortedByRank() : VectorIndex.config();
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                for (int id = 0; id < documents; id++) {
                    boolean hasVector = choose.nextInt(5) > 0;
                    float[] vector = random.next();
                    writer.addDocument(VectorIndex.document(id, hasVector ? vector : null));
                    if (hasVector) live.put(id, vector);
                    if (choose.nextInt(40) == 0) writer.commit();
                    if (choose.nextInt(6) == 0) {
                        int deleted = choose.nextInt(id + 1);
                        writer.deleteDocuments(new Term(VectorIndex.ID, "" + deleted));
                        live.remove(deleted);
                    }
                }
                writer.commit();
                assertComparesAll(directory, live, random.next());
            }
            var merging = sorted
                    ? VectorIndex.sortedByRank()
                    : new IndexWriterConfig().setCodec(VectorIndex.codec(new OneBitVectorsFormat()));
            try (IndexWriter writer = new IndexWriter(directory, merging)) {
                writer.forceMerge(1);
            }
            assertComparesAll(directory, live, random.next());
            assertThat(checkIndex(directory)).isTrue();
        }
    }

    // With no more vectors than are rescored at least, a search is exact.
    private static void assertComparesAll(Directory directory, Map<Integer, float[]> live, float[] probe)
            throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            List<ScoredFace> found = VectorIndex.search(
                            SCAN, reader, VectorIndex.FIELD, List.of(probe), LeafFilter.ALL, 300)
                    .getFirst();

            assertThat(found).hasSize(live.size());
            Map<Integer, Float> scores = new TreeMap<>();
            for (ScoredFace face : found) scores.put(id(reader, face.doc()), face.score());
            Map<Integer, Float> expected = new TreeMap<>();
            live.forEach((id, vector) -> expected.put(id, SegmentScan.exactScore(vector, probe)));
            assertThat(scores).isEqualTo(expected);
        }
    }

    private static int id(DirectoryReader reader, int doc) throws IOException {
        return Integer.parseInt(reader.storedFields().document(doc).get(VectorIndex.ID));
    }

    @Test
    void lucenes_own_query_finds_the_best_with_and_without_a_filter() throws IOException {
        UnitVectors random = new UnitVectors(256, 3);
        float[] probe = random.next();
        Map<Integer, float @Nullable []> vectors = new TreeMap<>();
        for (int id = 0; id < 5_000; id++) vectors.put(id, id % 500 == 0 ? random.near(probe, 0.5) : random.next());
        try (Directory directory = new ByteBuffersDirectory()) {
            VectorIndex.write(directory, VectorIndex.config(), vectors);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);

                ScoreDoc[] best = searcher.search(new KnnFloatVectorQuery(VectorIndex.FIELD, probe, 10), 10).scoreDocs;
                var two = new TermInSetQuery(VectorIndex.ID, List.of(new BytesRef("500"), new BytesRef("77")));
                ScoreDoc[] filtered =
                        searcher.search(new KnnFloatVectorQuery(VectorIndex.FIELD, probe, 10, two), 10).scoreDocs;

                assertThat(best).hasSize(10).allMatch(found -> found.doc % 500 == 0);
                // the scale of Lucene's dot product
                assertThat(best).allMatch(found -> Math.abs(found.score - 0.75) < 1e-5);
                assertThat(filtered).extracting(found -> found.doc).containsExactly(500, 77);
            }
        }
    }

    @Test
    void raw_vectors_are_read_back_unchanged() throws IOException {
        List<float[]> vectors = new UnitVectors(100, 4).list(50);
        Map<Integer, float @Nullable []> documents = new TreeMap<>();
        for (int id = 0; id < 50; id++) documents.put(id, vectors.get(id));
        try (Directory directory = new ByteBuffersDirectory()) {
            VectorIndex.write(directory, VectorIndex.config(), documents);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                FloatVectorValues values = reader.leaves().getFirst().reader().getFloatVectorValues(VectorIndex.FIELD);
                DocIndexIterator docs = values.iterator();

                for (int doc = docs.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = docs.nextDoc()) {
                    assertThat(values.vectorValue(docs.index())).isEqualTo(vectors.get(doc));
                }
            }
        }
    }

    @Test
    void segments_of_other_indexes_and_formats_are_taken_in() throws IOException {
        UnitVectors random = new UnitVectors(96, 5);
        float[] probe = random.next();
        Map<Integer, float @Nullable []> first = Map.of(1, random.near(probe, 0.9));
        Map<Integer, float @Nullable []> second = Map.of(2, random.near(probe, 0.8));
        try (Directory ours = new ByteBuffersDirectory();
                Directory lucenes = new ByteBuffersDirectory();
                Directory all = new ByteBuffersDirectory()) {
            VectorIndex.write(ours, VectorIndex.config(), first);
            var foreign = new Lucene104ScalarQuantizedVectorsFormat();
            VectorIndex.write(lucenes, VectorIndex.config().setCodec(VectorIndex.codec(foreign)), second);

            try (IndexWriter writer = new IndexWriter(
                    all, new IndexWriterConfig().setCodec(VectorIndex.codec(new OneBitVectorsFormat())))) {
                writer.addIndexes(ours, lucenes);
                writer.addDocument(VectorIndex.document(3, random.near(probe, 0.7)));
                writer.forceMerge(1);
            }

            try (DirectoryReader reader = DirectoryReader.open(all)) {
                List<ScoredFace> found = VectorIndex.search(
                                SCAN, reader, VectorIndex.FIELD, List.of(probe), LeafFilter.ALL, 5)
                        .getFirst();
                assertThat(found).extracting(face -> id(reader, face.doc())).containsExactly(1, 2, 3);
            }
        }
    }

    @Test
    void two_fields_of_different_dimensions_live_in_one_segment() throws IOException {
        UnitVectors wide = new UnitVectors(512, 6);
        UnitVectors narrow = new UnitVectors(65, 6);
        float[] wideProbe = wide.next();
        float[] narrowProbe = narrow.next();
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, VectorIndex.config())) {
                for (int id = 0; id < 40; id++) {
                    Document document = VectorIndex.document(id, id == 30 ? wideProbe : wide.next());
                    document.add(new KnnFloatVectorField(
                            "narrow", id == 9 ? narrowProbe : narrow.next(), VectorSimilarityFunction.DOT_PRODUCT));
                    writer.addDocument(document);
                }
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                int best = VectorIndex.search(SCAN, reader, VectorIndex.FIELD, List.of(wideProbe), LeafFilter.ALL, 1)
                        .getFirst()
                        .getFirst()
                        .doc();
                int bestNarrow = VectorIndex.search(SCAN, reader, "narrow", List.of(narrowProbe), LeafFilter.ALL, 1)
                        .getFirst()
                        .getFirst()
                        .doc();

                assertThat(best).isEqualTo(30);
                assertThat(bestNarrow).isEqualTo(9);
            }
        }
    }

    @Test
    void a_vector_that_is_not_of_unit_length_is_refused_and_the_others_stay() throws IOException {
        UnitVectors random = new UnitVectors(64, 7);
        float[] longer = random.next();
        longer[0] += 0.5f;
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, VectorIndex.config())) {
                writer.addDocument(VectorIndex.document(0, random.next()));
                assertThatThrownBy(() -> writer.addDocument(VectorIndex.document(1, longer)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("unit length");
                writer.addDocument(VectorIndex.document(2, random.next()));
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                List<ScoredFace> found = VectorIndex.search(
                                SCAN, reader, VectorIndex.FIELD, List.of(random.next()), LeafFilter.ALL, 5)
                        .getFirst();
                assertThat(found).extracting(face -> id(reader, face.doc())).containsExactlyInAnyOrder(0, 2);
            }
        }
    }

    @Test
    void vectors_the_codes_cannot_stand_for_are_refused() {
        assertRefused(new KnnByteVectorField("bytes", new byte[64], VectorSimilarityFunction.DOT_PRODUCT), "BYTE");
        assertRefused(
                new KnnFloatVectorField("far", new UnitVectors(64, 1).next(), VectorSimilarityFunction.EUCLIDEAN),
                "EUCLIDEAN");
        assertRefused(
                new KnnFloatVectorField("short", new UnitVectors(63, 1).next(), VectorSimilarityFunction.DOT_PRODUCT),
                "63 dimensions");
        assertRefused(
                new KnnFloatVectorField("wide", new UnitVectors(2049, 1).next(), VectorSimilarityFunction.DOT_PRODUCT),
                "2048");
    }

    private static void assertRefused(org.apache.lucene.index.IndexableField field, String reason) {
        assertThatThrownBy(() -> {
                    try (Directory directory = new ByteBuffersDirectory();
                            IndexWriter writer = new IndexWriter(directory, VectorIndex.config())) {
                        Document document = new Document();
                        document.add(field);
                        writer.addDocument(document);
                    }
                })
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void a_changed_byte_anywhere_in_our_files_is_found_by_the_integrity_check(@TempDir Path folder) throws IOException {
        SplittableRandom choose = new SplittableRandom(8);
        Path index = written(folder);
        for (String extension : List.of("b1c", "b1m")) {
            Path file = fileOf(index, extension);
            byte[] bytes = Files.readAllBytes(file);
            for (int round = 0; round < 40; round++) {
                byte[] changed = bytes.clone();
                changed[choose.nextInt(bytes.length)] ^= (byte) (1 << choose.nextInt(8));
                Files.write(file, changed);

                assertThatThrownBy(() -> readAll(index)).isInstanceOf(IOException.class);
            }
            Files.write(file, bytes);
        }
        readAll(index);
    }

    @Test
    void a_truncated_file_is_refused_when_the_index_is_opened(@TempDir Path folder) throws IOException {
        for (String extension : List.of("b1c", "b1m")) {
            Path index = written(folder.resolve(extension));
            Path file = fileOf(index, extension);
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 24), StandardOpenOption.TRUNCATE_EXISTING);

            assertThatThrownBy(() -> open(index)).isInstanceOf(CorruptIndexException.class);
        }
    }

    @Test
    void a_file_of_another_segment_is_refused(@TempDir Path folder) throws IOException {
        Path index = written(folder.resolve("this"));
        Path other = written(folder.resolve("other"));
        Files.write(fileOf(index, "b1c"), Files.readAllBytes(fileOf(other, "b1c")));

        assertThatThrownBy(() -> open(index))
                .isInstanceOf(CorruptIndexException.class)
                .hasMessageContaining("expected id");
    }

    @Test
    void a_file_of_a_later_version_is_refused_as_such(@TempDir Path folder) throws IOException {
        Path index = written(folder.resolve("this"));
        Path file = fileOf(index, "b1c");
        byte[] bytes = Files.readAllBytes(file);
        // magic, length and letters of the codec's name, then the version, big-endian
        int version = 4 + 1 + OneBitVectorsFormat.CODES_CODEC.length() + 3;
        bytes[version]++;
        Files.write(file, bytes);

        assertThatThrownBy(() -> open(index)).isInstanceOf(IndexFormatTooNewException.class);
    }

    private static Path written(Path folder) throws IOException {
        UnitVectors random = new UnitVectors(64, 9);
        Map<Integer, float @Nullable []> vectors = new TreeMap<>();
        for (int id = 0; id < 37; id++) vectors.put(id, random.next());
        try (Directory directory = new MMapDirectory(folder)) {
            VectorIndex.write(directory, VectorIndex.config(), vectors);
        }
        return folder;
    }

    private static Path fileOf(Path index, String extension) throws IOException {
        try (var files = Files.list(index)) {
            return files.filter(file -> file.toString().endsWith("." + extension))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void open(Path index) throws IOException {
        try (Directory directory = new MMapDirectory(index);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            assertThat(reader.numDocs()).isPositive();
        }
    }

    private static void readAll(Path index) throws IOException {
        try (Directory directory = new MMapDirectory(index);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            for (LeafReaderContext leaf : reader.leaves()) leaf.reader().checkIntegrity();
        }
    }

    private static boolean checkIndex(Directory directory) throws IOException {
        var report = new ByteArrayOutputStream();
        try (CheckIndex check = new CheckIndex(directory);
                PrintStream out = new PrintStream(report, false, StandardCharsets.UTF_8)) {
            check.setInfoStream(out);
            CheckIndex.Status status = check.checkIndex();
            assertThat(status.clean).as(report.toString(StandardCharsets.UTF_8)).isTrue();
            return status.clean;
        }
    }
}
