package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Checks of `docs/no-missed-mate.md` by experiment.
class MissBoundTest {

    private static final int DIMENSION = 512;
    private static final int PAIRS = 400_000;
    private static final int PAIRS_PER_TASK = 4_000;

    // A random rotation makes of a fixed pair of vectors a uniformly random pair with the same inner product, so each
    // pair here is the same two faces under one more key.
    @ParameterizedTest(name = "exact score {0}")
    @ValueSource(doubles = {0.30, 0.35, 0.40})
    void misses_over_random_rotations_stay_within_the_bound(double score) {
        long misses = LongStream.range(0, PAIRS / PAIRS_PER_TASK)
                .parallel()
                .map(task -> misses(score, task))
                .sum();

        assertThat(misses).isLessThanOrEqualTo(mostMisses(PAIRS, MissBound.MISS_PROBABILITY));
    }

    @Test
    void half_the_margin_would_not_do() {
        double half = MissBound.deviations() / 2;
        Deviations measured = deviations(0.30, 20_000);

        long missed = measured.standardised.stream().filter(z -> z < -half).count();

        assertThat(missed).isGreaterThan(mostMisses(20_000, MissBound.MISS_PROBABILITY));
    }

    @ParameterizedTest(name = "exact score {0}")
    @ValueSource(doubles = {0.0, 0.30, 0.60})
    void the_estimate_is_unbiased_and_as_exact_as_the_formula_says(double score) {
        Deviations measured = deviations(score, 40_000);

        // of a mean of 40,000 estimates, plus the clipping of the outermost components
        assertThat(measured.meanError).isCloseTo(0, within(5 * 0.035 / Math.sqrt(40_000) + 0.0006));
        // The bound allows Δ²/4 for rounding where uniformly spread components have Δ²/6, so a little less than 1.
        assertThat(measured.deviation).isBetween(0.94, 1.0);
    }

    @Test
    void vectors_of_any_shape_are_rescored_after_a_rotation() {
        // Sparse and constant vectors are the worst for sign codes; a rotation makes them like any other.
        UnitVectors random = new UnitVectors(128, 7);
        for (int key = 0; key < 20; key++) {
            float[][] rotation = random.rotation();
            for (int axis = 0; axis < 128; axis++) {
                float[] stored = new float[128];
                stored[axis] = 1;
                float[] probe = new float[128];
                probe[axis] = 0.4f;
                probe[(axis + 1) % 128] = (float) Math.sqrt(1 - 0.16);

                float[] rotatedProbe = UnitVectors.apply(rotation, probe);
                float[] rotatedStored = UnitVectors.apply(rotation, stored);

                assertThat(isRescored(rotatedStored, rotatedProbe)).isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0} dimensions")
    @ValueSource(ints = {64, 128, 512, 2048})
    void the_line_is_nowhere_above_the_threshold_it_stands_for(int dimension) {
        MissBound bound = new MissBound(dimension);
        double z = MissBound.deviations();

        for (double alignment = 0.01; alignment <= 1; alignment += 0.01) {
            double line = bound.slope() * alignment + bound.intercept();
            double threshold =
                    MissBound.GUARANTEED_SCORE * alignment - z * bound.deviation(MissBound.GUARANTEED_SCORE, alignment);
            assertThat(line).isLessThan(threshold);
        }
    }

    private static long misses(double score, long seed) {
        UnitVectors random = new UnitVectors(DIMENSION, seed);
        long misses = 0;
        for (int i = 0; i < PAIRS_PER_TASK; i++) {
            UnitVectors.Pair pair = random.pair(score);
            if (!isRescored(pair.stored(), pair.probe())) misses++;
        }
        return misses;
    }

    private static boolean isRescored(float[] stored, float[] probe) {
        BlockLayout layout = new BlockLayout(stored.length);
        SignCode code = new SignCode(layout);
        code.encode(stored);
        QuantizedProbe quantized = new QuantizedProbe(layout, probe);
        long levels = 0;
        for (int word = 0; word < layout.words(); word++) {
            for (int plane = 0; plane < QuantizedProbe.PLANES; plane++) {
                long bits = quantized.planes[(word * QuantizedProbe.PLANES + plane) * QuantizedProbe.REPEATED];
                levels += (long) Long.bitCount(bits & code.words[word]) << plane;
            }
        }
        return quantized.statistic(levels, code.correction & 0xFFFF, code.correction >>> 16) >= quantized.guaranteed;
    }

    /// The number of misses that would be exceeded by chance in less than one of 10⁹ experiments.
    private static long mostMisses(int pairs, double probability) {
        double expected = pairs * probability;
        double term = Math.exp(-expected);
        double tail = 1 - term;
        long misses = 0;
        while (tail > 1e-9) {
            misses++;
            term *= expected / misses;
            tail -= term;
        }
        return misses;
    }

    /// Errors of many estimates of one score.
    ///
    /// @param meanError    of estimate − score
    /// @param deviation    of the estimates, as a multiple of the formula's
    /// @param standardised each error as a multiple of the formula's deviation
    private record Deviations(double meanError, double deviation, List<Double> standardised) {}

    private static Deviations deviations(double score, int pairs) {
        UnitVectors random = new UnitVectors(DIMENSION, 42);
        SignCode code = new SignCode(new BlockLayout(DIMENSION));
        MissBound bound = new MissBound(DIMENSION);
        double[] errors = new double[pairs];
        double[] standardised = new double[pairs];
        for (int i = 0; i < pairs; i++) {
            UnitVectors.Pair pair = random.pair(score);
            code.encode(pair.stored());
            double alignment = (code.correction >>> 16) / 65536.0;
            double error = innerProductWithCode(code, pair.probe(), bound) - score * alignment;
            errors[i] = error / alignment;
            standardised[i] = error / bound.deviation(score, alignment);
        }
        double squares = 0;
        for (double z : standardised) squares += z * z;
        double mean = java.util.Arrays.stream(errors).average().orElseThrow();
        List<Double> boxed = java.util.Arrays.stream(standardised).boxed().toList();
        return new Deviations(mean, Math.sqrt(squares / pairs), boxed);
    }

    /// ⟨x̄,q̂⟩ from the planes, by the definition.
    private static double innerProductWithCode(SignCode code, float[] probe, MissBound bound) {
        QuantizedProbe quantized = new QuantizedProbe(new BlockLayout(DIMENSION), probe);
        double sum = 0;
        for (int j = 0; j < DIMENSION; j++) {
            int level = 0;
            for (int plane = 0; plane < 4; plane++) {
                long word = quantized.planes[((j / 64) * 4 + plane) * QuantizedProbe.REPEATED];
                level += (int) (word >>> j & 1) << plane;
            }
            double component = bound.step() * (level - 7.5);
            sum += (code.words[j / 64] >>> j & 1) == 1 ? component : -component;
        }
        return sum / Math.sqrt(DIMENSION);
    }
}
