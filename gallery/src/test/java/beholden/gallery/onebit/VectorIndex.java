package beholden.gallery.onebit;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.Codec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;

/// Lucene indexes whose documents have an id and, most of them, a vector in the format under test.
final class VectorIndex {

    static final String FIELD = "template";
    static final String ID = "id";
    static final String RANK = "rank";

    private VectorIndex() {}

    static Codec codec(KnnVectorsFormat format) {
        return new Lucene104Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return format;
            }
        };
    }

    /// Segments stay as they are flushed, until a forced merge.
    static IndexWriterConfig config() {
        return new IndexWriterConfig()
                .setCodec(codec(new OneBitVectorsFormat()))
                .setUseCompoundFile(false)
                .setMergePolicy(NoMergePolicy.INSTANCE);
    }

    static IndexWriterConfig sortedByRank() {
        return new IndexWriterConfig()
                .setCodec(codec(new OneBitVectorsFormat()))
                .setIndexSort(new Sort(new SortField(RANK, SortField.Type.LONG)));
    }

    static Document document(int id, float @Nullable [] vector) {
        Document document = new Document();
        document.add(new StringField(ID, Integer.toString(id), Field.Store.YES));
        // some order that is not the order of adding
        document.add(new NumericDocValuesField(RANK, Integer.reverse(id)));
        if (vector != null) {
            document.add(new KnnFloatVectorField(FIELD, vector, VectorSimilarityFunction.DOT_PRODUCT));
        }
        return document;
    }

    /// Candidates of each probe, equal ones by document number.
    static List<List<ScoredFace>> search(
            OneBitScan scan, IndexReader reader, String field, List<float[]> probes, LeafFilter filter, int limit)
            throws IOException {
        return scan.search(reader, field, probes, filter, DocumentNames.NONE, limit).stream()
                .map(Matches::faces)
                .toList();
    }

    /// One segment per map, in the order given; a null vector is a document without one.
    @SafeVarargs
    static void write(Directory directory, IndexWriterConfig config, Map<Integer, float @Nullable []>... segments)
            throws IOException {
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (Map<Integer, float @Nullable []> segment : segments) {
                for (var entry : segment.entrySet()) writer.addDocument(document(entry.getKey(), entry.getValue()));
                writer.commit();
            }
        }
    }
}
