package beholden.gallery.onebit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnFieldVectorsWriter;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatFieldVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorsWriter;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.KnnVectorValues.DocIndexIterator;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.index.Sorter;
import org.apache.lucene.index.VectorEncoding;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.util.IORunnable;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// Writes the two files described in [OneBitVectorsFormat]; raw vectors go to Lucene's flat writer.
final class OneBitVectorsWriter extends KnnVectorsWriter {

    private static final int NO_MORE_FIELDS = -1;

    private final FlatVectorsWriter raw;
    private final IndexOutput codes;
    private final IndexOutput fields;
    private final List<CodedField> added = new ArrayList<>();

    /// Takes over `raw`: it is closed with this, or at once if this cannot be opened.
    OneBitVectorsWriter(SegmentWriteState state, FlatVectorsWriter raw) throws IOException {
        this.raw = raw;
        IndexOutput openedCodes = null;
        IndexOutput openedFields = null;
        try {
            openedCodes = create(state, OneBitVectorsFormat.CODES_EXTENSION, OneBitVectorsFormat.CODES_CODEC);
            openedFields = create(state, OneBitVectorsFormat.FIELDS_EXTENSION, OneBitVectorsFormat.FIELDS_CODEC);
        } catch (Throwable t) {
            IOUtils.closeWhileSuppressingExceptions(t, raw, openedCodes, openedFields);
            throw t;
        }
        this.codes = openedCodes;
        this.fields = openedFields;
    }

    private static IndexOutput create(SegmentWriteState state, String extension, String codec) throws IOException {
        String name = IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension);
        IndexOutput out = state.directory.createOutput(name, state.context);
        try {
            CodecUtil.writeIndexHeader(
                    out, codec, OneBitVectorsFormat.VERSION, state.segmentInfo.getId(), state.segmentSuffix);
            return out;
        } catch (Throwable t) {
            IOUtils.closeWhileSuppressingExceptions(t, out);
            throw t;
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a field of float32 vectors gets a writer of float[]
    public KnnFieldVectorsWriter<?> addField(FieldInfo field) throws IOException {
        requireSupported(field);
        CodedField coded = new CodedField(field, (FlatFieldVectorsWriter<float[]>) raw.addField(field));
        added.add(coded);
        return coded;
    }

    @Override
    public void flush(int maxDoc, Sorter.@Nullable DocMap sort) throws IOException {
        raw.flush(maxDoc, sort);
        for (CodedField field : added) {
            long offset = codes.alignFilePointer(OneBitVectorsFormat.ALIGNMENT);
            describe(field.field, field.writeBlocks(codes, sort), offset);
        }
    }

    @Override
    public @Nullable IORunnable mergeOneField(FieldInfo field, MergeState state) throws IOException {
        requireSupported(field);
        IORunnable rest = raw.mergeOneField(field, state);
        // Codes depend on their vector alone, but segments of another format may be among the merged: so encode anew.
        BlockLayout layout = new BlockLayout(field.getVectorDimension());
        SignCode code = new SignCode(layout);
        long offset = codes.alignFilePointer(OneBitVectorsFormat.ALIGNMENT);
        BlockWriter blocks = new BlockWriter(layout, codes);
        FloatVectorValues vectors = MergedVectorValues.mergeFloatVectorValues(field, state);
        DocIndexIterator documents = vectors.iterator();
        while (documents.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
            code.encode(vectors.vectorValue(documents.index()));
            blocks.add(code.words, 0, code.correction);
        }
        describe(field, blocks.finish(), offset);
        return rest;
    }

    private static void requireSupported(FieldInfo field) {
        boolean supported = field.getVectorEncoding() == VectorEncoding.FLOAT32
                && field.getVectorSimilarityFunction() == VectorSimilarityFunction.DOT_PRODUCT;
        if (!supported) {
            throw new IllegalArgumentException("field " + field.name + " has " + field.getVectorEncoding()
                    + " vectors compared by " + field.getVectorSimilarityFunction()
                    + ": one-bit codes are for FLOAT32 vectors compared by DOT_PRODUCT");
        }
    }

    private void describe(FieldInfo field, int count, long offset) throws IOException {
        fields.writeInt(field.number);
        fields.writeInt(field.getVectorDimension());
        fields.writeInt(count);
        fields.writeLong(offset);
    }

    @Override
    public void finish() throws IOException {
        raw.finish();
        fields.writeInt(NO_MORE_FIELDS);
        CodecUtil.writeFooter(fields);
        CodecUtil.writeFooter(codes);
    }

    @Override
    public long ramBytesUsed() {
        long bytes = raw.ramBytesUsed();
        for (CodedField field : added) bytes += field.ramBytesUsed();
        return bytes;
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(raw, codes, fields);
    }
}
