package beholden.gallery.onebit;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.codecs.CodecUtil;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.hnsw.FlatVectorsReader;
import org.apache.lucene.index.ByteVectorValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.store.ChecksumIndexInput;
import org.apache.lucene.store.DataAccessHint;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.FileDataHint;
import org.apache.lucene.store.FileTypeHint;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.PreloadHint;
import org.apache.lucene.util.IOUtils;
import org.apache.lucene.util.hnsw.RandomVectorScorer;
import org.jspecify.annotations.Nullable;

/// Reads the two files described in [OneBitVectorsFormat]; raw vectors come from Lucene's flat reader.
final class OneBitVectorsReader extends KnnVectorsReader {

    private static final OneBitScan OWN_THREAD = new OneBitScan(Runnable::run, 1);

    private final FlatVectorsReader raw;
    private final IndexInput codes;
    private final Map<String, SegmentCodes> fields = new HashMap<>();

    /// Takes over `raw`: it is closed with this, or at once if this cannot be opened.
    OneBitVectorsReader(SegmentReadState state, FlatVectorsReader raw) throws IOException {
        this.raw = raw;
        IndexInput opened = null;
        try {
            opened = openCodes(state);
            readFields(state, opened);
        } catch (Throwable t) {
            IOUtils.closeWhileSuppressingExceptions(t, raw, opened);
            throw t;
        }
        this.codes = opened;
    }

    private static IndexInput openCodes(SegmentReadState state) throws IOException {
        String name = fileName(state, OneBitVectorsFormat.CODES_EXTENSION);
        IndexInput in = state.directory.openInput(
                name,
                state.context.withHints(
                        FileTypeHint.DATA, FileDataHint.KNN_VECTORS, DataAccessHint.SEQUENTIAL, PreloadHint.INSTANCE));
        try {
            checkHeader(in, state, OneBitVectorsFormat.CODES_CODEC);
            // Cheap here: finds a cut-off file. The whole file is read by checkIntegrity only.
            CodecUtil.retrieveChecksum(in);
            return in;
        } catch (Throwable t) {
            IOUtils.closeWhileSuppressingExceptions(t, in);
            throw t;
        }
    }

    private void readFields(SegmentReadState state, IndexInput codes) throws IOException {
        String name = fileName(state, OneBitVectorsFormat.FIELDS_EXTENSION);
        try (ChecksumIndexInput in = state.directory.openChecksumInput(name)) {
            Throwable failure = null;
            try {
                checkHeader(in, state, OneBitVectorsFormat.FIELDS_CODEC);
                for (int number = in.readInt(); number >= 0; number = in.readInt()) {
                    readField(number, in, state.fieldInfos, codes);
                }
            } catch (Throwable t) {
                failure = t;
            } finally {
                // Blames the checksum first if it is wrong, and rethrows the failure otherwise.
                CodecUtil.checkFooter(in, failure);
            }
        }
    }

    private void readField(int number, ChecksumIndexInput in, FieldInfos infos, IndexInput codes) throws IOException {
        int dimension = in.readInt();
        int count = in.readInt();
        long offset = in.readLong();
        FieldInfo info = infos.fieldInfo(number);
        if (info == null) throw new CorruptIndexException("codes of an unknown field, number " + number, in);
        if (info.getVectorDimension() != dimension) {
            throw new CorruptIndexException(
                    "codes of field " + info.name + " have " + dimension + " dimensions, its vectors "
                            + info.getVectorDimension(),
                    in);
        }
        FloatVectorValues vectors = raw.getFloatVectorValues(info.name);
        if (vectors.size() != count) {
            throw new CorruptIndexException(
                    "field " + info.name + " has " + count + " codes for " + vectors.size() + " vectors", in);
        }
        BlockLayout layout = new BlockLayout(dimension);
        long end = codes.length() - CodecUtil.footerLength();
        if (offset < 0 || offset % OneBitVectorsFormat.ALIGNMENT != 0 || offset > end - layout.bytes(count)) {
            throw new CorruptIndexException(
                    "codes of field " + info.name + " at " + offset + " do not fit before the footer at " + end, in);
        }
        IndexInput blocks = codes.slice("codes of " + info.name, offset, layout.bytes(count));
        fields.put(info.name, new SegmentCodes(layout, count, blocks));
    }

    private static void checkHeader(DataInput in, SegmentReadState state, String codec) throws IOException {
        CodecUtil.checkIndexHeader(
                in,
                codec,
                OneBitVectorsFormat.VERSION,
                OneBitVectorsFormat.VERSION,
                state.segmentInfo.getId(),
                state.segmentSuffix);
    }

    private static String fileName(SegmentReadState state, String extension) {
        return IndexFileNames.segmentFileName(state.segmentInfo.name, state.segmentSuffix, extension);
    }

    /// The codes of a field, or null if no document of the segment has it.
    @Nullable
    SegmentCodes codes(String field) {
        return fields.get(field);
    }

    RandomVectorScorer scorer(String field, float[] probe) throws IOException {
        return raw.getRandomVectorScorer(field, probe);
    }

    /// Every vector is compared by its code and the best are collected with their exact score, as [OneBitScan]
    /// does.
    @Override
    public void search(String field, float[] target, KnnCollector collector, AcceptDocs accepted) throws IOException {
        SegmentCodes fieldCodes = fields.get(field);
        if (fieldCodes == null || fieldCodes.count() == 0 || collector.k() == 0) return;
        SegmentScan scan = SegmentScan.of(this, field, fieldCodes, accepted.bits(), null, 0, 0);
        Matches found = OWN_THREAD
                .search(List.of(scan), List.of(target), DocumentNames.NONE, collector.k())
                .getFirst();
        collector.incVisitedCount(Math.toIntExact(found.scored()));
        for (ScoredFace face : found.faces()) {
            collector.collect(face.doc(), (1 + face.score()) / 2);
        }
    }

    @Override
    public void search(String field, byte[] target, KnnCollector collector, AcceptDocs accepted) {
        throw new UnsupportedOperationException("field " + field + " has float32 vectors, the probe has bytes");
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field) throws IOException {
        return raw.getFloatVectorValues(field);
    }

    @Override
    public FloatVectorValues getFloatVectorValues(String field, DataAccessHint hint) throws IOException {
        return raw.getFloatVectorValues(field, hint);
    }

    @Override
    public ByteVectorValues getByteVectorValues(String field) throws IOException {
        return raw.getByteVectorValues(field);
    }

    @Override
    public void checkIntegrity() throws IOException {
        raw.checkIntegrity();
        CodecUtil.checksumEntireFile(codes);
    }

    @Override
    public KnnVectorsReader getMergeInstance() throws IOException {
        // Merging reads the raw vectors only, and this class has no state to keep apart.
        return raw.getMergeInstance();
    }

    @Override
    public Map<String, Long> getOffHeapByteSize(FieldInfo field) {
        Map<String, Long> sizes = raw.getOffHeapByteSize(field);
        SegmentCodes fieldCodes = fields.get(field.name);
        if (fieldCodes == null) return sizes;
        long bytes = fieldCodes.blocks().length();
        return mergeOffHeapByteSizeMaps(sizes, Map.of(OneBitVectorsFormat.CODES_EXTENSION, bytes));
    }

    @Override
    public void close() throws IOException {
        IOUtils.close(raw, codes);
    }
}
