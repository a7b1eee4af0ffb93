package beholden.gallery.onebit;

import java.io.IOException;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.index.DocsWithFieldSet;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.ArrayUtil;
import org.jspecify.annotations.Nullable;

/// One field of a segment being indexed: raw vectors go on to Lucene's flat writer, codes wait here for the flush.
final class CodedField extends KnnFieldVectorsWriter<float[]> {

    final FieldInfo field;
    final BlockLayout layout;
    private final KnnFieldVectorsWriter<float[]> raw;
    private final SignCode code;
    private final DocsWithFieldSet documents = new DocsWithFieldSet();
    private long[] words = new long[0];
    private int[] corrections = new int[0];
    private int count;

    CodedField(FieldInfo field, KnnFieldVectorsWriter<float[]> raw) {
        this.field = field;
        this.raw = raw;
        this.layout = new BlockLayout(field.getVectorDimension());
        this.code = new SignCode(layout);
    }

    @Override
    public void addValue(int document, float[] vector) throws IOException {
        // First, so that a refused vector leaves no trace in the raw vectors either.
        code.encode(vector);
        raw.addValue(document, vector);
        documents.add(document);
        words = ArrayUtil.grow(words, (count + 1) * layout.words());
        corrections = ArrayUtil.grow(corrections, count + 1);
        System.arraycopy(code.words, 0, words, count * layout.words(), layout.words());
        corrections[count++] = code.correction;
    }

    @Override
    public float[] copyValue(float[] vector) {
        return raw.copyValue(vector);
    }

    /// Writes the field's blocks in the order of the documents, or in the index's sort order if it has one.
    ///
    /// @return the number of vectors written
    int writeBlocks(IndexOutput out, Sorter.@Nullable DocMap sort) throws IOException {
        int[] order = new int[count];
        if (sort == null) {
            for (int i = 0; i < count; i++) order[i] = i;
        } else {
            KnnVectorsWriter.mapOldOrdToNewOrd(documents, sort, null, order, null);
        }
        BlockWriter blocks = new BlockWriter(layout, out);
        for (int ordinal : order) blocks.add(words, ordinal * layout.words(), corrections[ordinal]);
        return blocks.finish();
    }

    /// Without the raw vectors, which the flat writer accounts for.
    @Override
    public long ramBytesUsed() {
        return (long) words.length * Long.BYTES + (long) corrections.length * Integer.BYTES + documents.ramBytesUsed();
    }
}
