package beholden.gallery.onebit;

import java.util.Arrays;

/// Turns a unit-length vector into its code: one sign bit per dimension, and two numbers that make it an estimator.
///
/// The code stands for the unit vector x̄ = sign(o)/√D. This is RaBitQ (Gao & Long, *RaBitQ: Quantizing
/// High-Dimensional Vectors with a Theoretical Error Bound*, SIGMOD 2024) with the gallery's own rotation in the
/// place of the paper's and the centroid at zero, where unit vectors have it.
final class SignCode {

    /// How far a squared length may be from 1: generous for float32 arithmetic, small against the bound's slack.
    private static final double UNIT_TOLERANCE = 1e-4;

    private final BlockLayout layout;

    /// The sign bits of the vector last encoded: bit `j % 64` of word `j / 64` is set when component `j` is not
    /// negative.
    final long[] words;

    /// See [BlockLayout#correction].
    int correction;

    SignCode(BlockLayout layout) {
        this.layout = layout;
        this.words = new long[layout.words()];
    }

    /// @throws IllegalArgumentException if the vector is not of this dimension and unit length
    void encode(float[] vector) {
        requireUnitLength(vector, layout.dimension());
        Arrays.fill(words, 0);
        double absoluteSum = 0;
        double squaredSum = 0;
        for (int j = 0; j < vector.length; j++) {
            float v = vector[j];
            // −0.0 counts as not negative, as it does for the comparison
            words[j >> 6] |= (v >= 0 ? 1L : 0L) << j;
            absoluteSum += Math.abs(v);
            squaredSum += (double) v * v;
        }
        int ones = 0;
        for (long word : words) ones += Long.bitCount(word);
        // ⟨x̄,o⟩ = ‖o‖₁ / (√D·‖o‖₂). Rounded down: the threshold grows with it, so an error can only admit more
        // vectors.
        double alignment = absoluteSum / Math.sqrt(vector.length * squaredSum);
        int fixedPoint = (int) Math.min(BlockLayout.ALIGNMENT_ONE - 1, alignment * BlockLayout.ALIGNMENT_ONE);
        correction = BlockLayout.correction(ones, fixedPoint);
    }

    static void requireUnitLength(float[] vector, int dimension) {
        if (vector.length != dimension) {
            throw new IllegalArgumentException(
                    "vector of " + vector.length + " dimensions where " + dimension + " are expected");
        }
        double squaredLength = 0;
        for (float v : vector) squaredLength += (double) v * v;
        if (!(Math.abs(squaredLength - 1) <= UNIT_TOLERANCE)) {
            throw new IllegalArgumentException("vector of length " + Math.sqrt(squaredLength)
                    + ": the bound on missed mates holds for unit length only, normalise it first");
        }
    }
}
