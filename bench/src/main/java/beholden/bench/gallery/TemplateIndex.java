package beholden.bench.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.lucene104.Lucene104Codec;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;

/// Templates in a Lucene index of one segment, nothing else: document `i` is the template at place `i`.
final class TemplateIndex {

    static final String FIELD = "template";

    private static final int BATCH = 8192;
    private static final double BUFFER_MB = 512;

    private TemplateIndex() {}

    /// The index, written first if it is not there.
    ///
    /// @return `folder` itself
    static Path written(Path folder, Population population, KnnVectorsFormat format) throws IOException {
        try (Directory directory = new MMapDirectory(folder)) {
            if (DirectoryReader.indexExists(directory)) return folder;
            IndexWriterConfig settings = new IndexWriterConfig()
                    .setUseCompoundFile(false)
                    .setRAMBufferSizeMB(BUFFER_MB)
                    .setCodec(new Lucene104Codec() {
                        @Override
                        public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                            return format;
                        }
                    });
            // Without a commit before the end, an unfinished index does not exist for the next run.
            try (IndexWriter writer = new IndexWriter(directory, settings)) {
                for (long start = 0; start < population.size(); start += BATCH) {
                    long end = Math.min(start + BATCH, population.size());
                    add(writer, population, start, end);
                }
                writer.forceMerge(1);
            }
        }
        return folder;
    }

    private static void add(IndexWriter writer, Population population, long start, long end) throws IOException {
        // Made by all cores, added in order.
        List<float[]> templates = LongStream.range(start, end)
                .parallel()
                .mapToObj(population.people()::enrolled)
                .toList();
        for (float[] template : templates) {
            Document document = new Document();
            document.add(new KnnFloatVectorField(FIELD, template, VectorSimilarityFunction.DOT_PRODUCT));
            writer.addDocument(document);
        }
    }

    static DirectoryReader open(Path folder) throws IOException {
        return DirectoryReader.open(new MMapDirectory(folder));
    }
}
