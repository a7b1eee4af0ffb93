package beholden.gallery.onebit;

import java.io.IOException;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.hnsw.FlatVectorScorerUtil;
import org.apache.lucene.codecs.hnsw.FlatVectorsFormat;
import org.apache.lucene.codecs.lucene99.Lucene99FlatVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;
import org.apache.lucene.store.DataAccessHint;

/// Unit-length float32 vectors with a one-bit code each, laid out for an exhaustive SIMD scan.
///
/// Takes fields of float32 vectors of 64..2048 dimensions with the similarity `DOT_PRODUCT`; a vector whose length
/// is not 1 is refused when it is added. The vectors must already be rotated by a random orthogonal matrix: the
/// codes are good on average over that rotation only (see `docs/no-missed-mate.md`). The vectors themselves are
/// kept by Lucene's flat format (`.vec`, `.vemf`); this format adds two files to a segment. All numbers are
/// little-endian unless said otherwise; headers and footers are those of Lucene's `CodecUtil`, which are
/// big-endian.
///
/// ## Codes, `.b1c`
///
/// | bytes | what |
/// | --- | --- |
/// | | `IndexHeader`: codec `BeholdenOneBitCodes`, version 0, segment id and suffix |
/// | 0..63 | zero bytes up to the next multiple of 64, before each field's blocks |
/// | (W+½)·128 each | per field ⌈count/16⌉ blocks, W = ⌈dimension/64⌉ |
/// | 16 | `Footer`: CRC-32 of all before it |
///
/// A block holds vectors 16·i to 16·i+15 of the field, in ordinal order:
///
/// | offset | bytes | what |
/// | --- | --- | --- |
/// | w·128 + v·8 | 8 | word `w` (0..W−1) of the code of vector `v` (0..15) |
/// | W·128 + v·8 | 2 | vector `v` (0..7): number of set bits of its code, unsigned |
/// | W·128 + v·8 + 2 | 2 | vector `v` (0..7): its alignment, unsigned |
/// | W·128 + v·8 + 4 | 2 + 2 | the same two for vector `v + 8` |
///
/// Bit `j` of word `w` is set if component 64·w+j of the vector is ≥ 0; bits beyond the dimension are zero. The
/// alignment is ⌊⟨x̄,o⟩·2¹⁶⌋, at most 65535: the inner product of the vector `o` with the direction x̄ of its code.
/// Places of the last block that no vector takes are zero.
///
/// ## Fields, `.b1m`
///
/// | bytes | what |
/// | --- | --- |
/// | | `IndexHeader`: codec `BeholdenOneBitFields`, version 0, segment id and suffix |
/// | 4 | field number, or −1 after the last field |
/// | 4 | dimension |
/// | 4 | count of vectors |
/// | 8 | offset of the field's first block in `.b1c`, a multiple of 64 |
/// | 16 | `Footer` |
public final class OneBitVectorsFormat extends KnnVectorsFormat {

    /// The name written into every segment.
    public static final String NAME = "BeholdenOneBit1";

    static final String CODES_EXTENSION = "b1c";
    static final String CODES_CODEC = "BeholdenOneBitCodes";
    static final String FIELDS_EXTENSION = "b1m";
    static final String FIELDS_CODEC = "BeholdenOneBitFields";
    static final int VERSION = 0;

    /// Alignment of blocks in the file, bytes: a cache line, and the widest SIMD load.
    static final int ALIGNMENT = 64;

    private static final FlatVectorsFormat RAW =
            new Lucene99FlatVectorsFormat(FlatVectorScorerUtil.getLucene99FlatVectorsScorer());

    /// Makes the format for Lucene's service loader, and for a codec's per-field choice.
    public OneBitVectorsFormat() {
        super(NAME);
    }

    @Override
    public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
        return new OneBitVectorsWriter(state, RAW.fieldsWriter(state));
    }

    @Override
    public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
        // Raw vectors are read here and there, for rescoring: reading ahead would only push codes out of memory.
        SegmentReadState scattered = new SegmentReadState(state, state.context.union(DataAccessHint.RANDOM));
        return new OneBitVectorsReader(state, RAW.fieldsReader(scattered));
    }

    @Override
    public int getMaxDimensions(String fieldName) {
        return BlockLayout.MAX_DIMENSION;
    }
}
