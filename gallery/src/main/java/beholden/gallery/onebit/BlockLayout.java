package beholden.gallery.onebit;

/// Layout of a block of sixteen codes; the byte-by-byte description is in [OneBitVectorsFormat].
///
/// A block holds word 0 of its sixteen codes, then word 1 of all sixteen, and so on, and last a row of corrections.
/// So one 512-bit load is the same word of eight consecutive vectors and no sum ever runs across lanes.
///
/// @param dimension  of the vectors, 64..2048
record BlockLayout(int dimension) {

    static final int MIN_DIMENSION = 64;

    /// Above this the integer statistic of [QuantizedProbe] would not fit beside an ordinal in 64 bits.
    static final int MAX_DIMENSION = 2048;

    /// Codes in a block: two 512-bit registers of 64-bit words share each load of a query plane.
    static final int VECTORS = 16;

    /// Vectors `j` and `j + 8` share the 64-bit correction `j`: the first in its low half.
    static final int CORRECTIONS = VECTORS / 2;

    /// The fixed-point unit of a stored alignment ⟨x̄,o⟩.
    static final int ALIGNMENT_ONE = 1 << 16;

    BlockLayout {
        if (dimension < MIN_DIMENSION || dimension > MAX_DIMENSION) {
            throw new IllegalArgumentException("vectors of " + dimension + " dimensions: one-bit codes take "
                    + MIN_DIMENSION + " to " + MAX_DIMENSION);
        }
    }

    /// 64-bit words of one code; the bits beyond the dimension are zero.
    int words() {
        return (dimension + Long.SIZE - 1) / Long.SIZE;
    }

    /// Offset of the row of corrections, bytes.
    long correctionsOffset() {
        return (long) words() * VECTORS * Long.BYTES;
    }

    /// Bytes of a block: a multiple of 64, so that every block is aligned when the first one is.
    long blockBytes() {
        return correctionsOffset() + (long) CORRECTIONS * Long.BYTES;
    }

    int blocks(int vectors) {
        return Math.ceilDiv(vectors, VECTORS);
    }

    long bytes(int vectors) {
        return blocks(vectors) * blockBytes();
    }

    /// Ones of a code and its alignment in one 32-bit correction: alignment in the high half.
    static int correction(int ones, int alignment) {
        return alignment << 16 | ones;
    }
}
