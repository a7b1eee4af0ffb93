package beholden.gallery.onebit;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A probe as four bit planes, and the integer statistic by which codes are compared with it.
///
/// Component q_j becomes a level k_j of 0..15 that stands for Δ·(k_j − 7.5). For a code with sign bits b, `ones` of
/// them set, and alignment `a`/2¹⁶ this gives, with S = Σ b_j·k_j and K = Σ k_j,
///
///     (√D/Δ)·⟨x̄,q̂⟩ = (2·S − 15·ones) − (K − 7.5·D)
///
/// so the comparison of ⟨x̄,q̂⟩ with the line of [MissBound] is the comparison of the integer
///
///     statistic = 2¹⁶·(2·S − 15·ones) − factor·a
///
/// with a threshold that depends on the probe and the line's rung only. Integers make every machine and every kernel
/// agree to the bit.
final class QuantizedProbe {

    static final int PLANES = 4;

    /// Lanes over which each word of a plane is repeated, so that a plane is a plain 512-bit load (or part of one).
    static final int REPEATED = 8;

    private static final int FRACTION_BITS = 16;

    /// Word `w` of plane `p`, eight times over, from index `(w·4 + p)·8`.
    final long[] planes;

    final int words;

    /// Amount that a unit 2⁻¹⁶ of alignment takes from the statistic.
    final long factor;

    private final long[] lines = new long[MissBound.RUNGS];

    /// @param probe  unit length, rotated with the gallery's key
    /// @throws IllegalArgumentException if the probe is not of the layout's dimension and unit length
    QuantizedProbe(BlockLayout layout, float[] probe) {
        int dimension = layout.dimension();
        SignCode.requireUnitLength(probe, dimension);
        this.words = layout.words();
        this.planes = new long[words * PLANES * REPEATED];
        MissBound bound = MissBound.of(dimension);
        double range = MissBound.HALF_RANGE_IN_STEPS * bound.step();

        // Randomised rounding, seeded by the probe: unbiased, and the same for the same probe.
        SplittableRandom dither = new SplittableRandom(seed(probe));
        long levelSum = 0;
        double clipped = 0;
        for (int j = 0; j < dimension; j++) {
            double magnitude = Math.abs(probe[j]);
            clipped += Math.max(0, magnitude - range);
            double inside = Math.copySign(Math.min(magnitude, range), probe[j]);
            double position = inside / bound.step() + MissBound.HALF_RANGE_IN_STEPS;
            int level = (int) Math.clamp(Math.floor(position + dither.nextDouble()), 0, MissBound.LEVELS - 1);
            levelSum += level;
            setLevel(j, level);
        }
        repeatOverLanes();

        double scale = Math.sqrt(dimension) / bound.step();
        // Rounded down, like the alignment: see SignCode.
        this.factor = (long) Math.floor(scale * bound.slope());
        double zero = levelSum - MissBound.HALF_RANGE_IN_STEPS * dimension - scale * clipped / Math.sqrt(dimension);
        Arrays.setAll(lines, rung -> (long) Math.floor((zero + scale * bound.intercept(rung)) * (1 << FRACTION_BITS)));
    }

    /// Statistic that vectors have to reach to keep the bound of [MissBound] for scores from a rung's upwards; never
    /// less than that of a lower rung.
    long line(int rung) {
        return lines[rung];
    }

    /// The statistic of a code whose set bits have levels summing to `levels`.
    long statistic(long levels, int ones, int alignment) {
        return (2 * levels - (MissBound.LEVELS - 1L) * ones << FRACTION_BITS) - factor * alignment;
    }

    private void setLevel(int j, int level) {
        for (int plane = 0; plane < PLANES; plane++) {
            planes[((j >> 6) * PLANES + plane) * REPEATED] |= (long) (level >> plane & 1) << j;
        }
    }

    private void repeatOverLanes() {
        for (int start = 0; start < planes.length; start += REPEATED) {
            Arrays.fill(planes, start + 1, start + REPEATED, planes[start]);
        }
    }

    private static long seed(float[] probe) {
        long seed = probe.length;
        for (float q : probe) seed = (seed ^ Float.floatToIntBits(q)) * 0x9E3779B97F4A7C15L;
        return seed;
    }
}
