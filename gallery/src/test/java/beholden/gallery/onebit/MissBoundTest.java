package beholden.gallery.onebit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Checks of `docs/no-missed-mate.md` by experiment.
class MissBoundTest {

    private static final int DIMENSION = 512;
    private static final int PAIRS = 200_000;
    private static final int PAIRS_PER_TASK = 4_000;

    // A random rotation makes of a fixed pair of vectors a uniformly random pair with the same inner product, so each
    // pair here is the same two faces under one more key.
    @ParameterizedTest(name = "exact score {0}")
    @ValueSource(doubles = {0.30, 0.40, 0.50, 0.70, 0.95})
    void misses_over_random_rotations_stay_within_the_bound_of_the_highest_rung_they_reach(double score) {
        long misses = LongStream.range(0, PAIRS / PAIRS_PER_TASK)
                .parallel()
                .map(task -> misses(score, task))
                .sum();

        assertThat(misses).isLessThanOrEqualTo(mostMisses(PAIRS, MissBound.MISS_PROBABILITY));
    }

    @Test
    void two_thirds_of_the_margin_would_not_do() {
        Estimates measured = estimates(0.30, 20_000);

        long missed = measured.shareOfMargin.stream()
                .filter(share -> share < -2.0 / 3)
                .count();

        assertThat(missed).isGreaterThan(mostMisses(20_000, MissBound.MISS_PROBABILITY));
    }

    @ParameterizedTest(name = "exact score {0}")
    @ValueSource(doubles = {0.0, 0.30, 0.60})
    void the_estimate_is_unbiased_and_as_exact_as_the_formula_says(double score) {
        Estimates measured = estimates(score, 40_000);

        // of a mean of 40,000 estimates, plus the clipping of the outermost components: their share of the score
        assertThat(measured.meanError).isCloseTo(0, within(5 * 0.035 / Math.sqrt(40_000) + 0.006 * score));
        assertThat(measured.deviation).isBetween(0.98, 1.02);
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

                assertThat(reaches(highestRung(0.4), rotatedStored, rotatedProbe))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest(name = "{0} dimensions")
    @ValueSource(ints = {64, 128, 512, 2048})
    void the_line_of_every_rung_keeps_the_bound_for_every_alignment(int dimension) {
        MissBound bound = MissBound.of(dimension);
        // Between two alignments, the margin is smallest at one of them and the spread largest at the lower one.
        int parts = 20_000;

        for (int rung = 0; rung < MissBound.RUNGS; rung += 35) {
            double score = MissBound.score(rung) - 1e-4;
            for (int i = 0; i < parts; i++) {
                double lower = (double) i / parts;
                double higher = (i + 1.0) / parts;
                double margin = Math.min((score - bound.slope()) * lower, (score - bound.slope()) * higher)
                        - bound.intercept(rung);

                assertThat(bound.missProbability(margin, MissBound.spread(score, lower)))
                        .as("rung " + rung + ", alignment " + lower)
                        .isLessThanOrEqualTo(MissBound.MISS_PROBABILITY);
            }
        }
    }

    @ParameterizedTest(name = "{0} dimensions")
    @ValueSource(ints = {64, 512, 2048})
    void a_higher_rung_has_a_higher_line(int dimension) {
        MissBound bound = MissBound.of(dimension);
        QuantizedProbe probe = new QuantizedProbe(new BlockLayout(dimension), new UnitVectors(dimension, 3).next());

        for (int rung = 1; rung < MissBound.RUNGS; rung++) {
            assertThat(MissBound.score(rung)).isBetween(MissBound.score(rung - 1), 1.0);
            assertThat(bound.intercept(rung)).isGreaterThan(bound.intercept(rung - 1));
            assertThat(probe.line(rung)).isGreaterThan(probe.line(rung - 1));
        }
    }

    @ParameterizedTest(name = "{0} dimensions")
    @ValueSource(ints = {64, 512, 2048})
    void the_bound_is_closer_than_the_textbook_one_for_the_same_deviation(int dimension) {
        MissBound bound = MissBound.of(dimension);
        double spread = MissBound.spread(0.42, MissBound.USUAL_ALIGNMENT);
        double margin = bound.margin(spread);

        // The sum is sub-Gaussian with this variance, so the textbook bound holds too.
        double variance = spread * spread / (dimension - 1) + bound.step() * bound.step() / 4;
        assertThat(bound.missProbability(margin, spread))
                .isCloseTo(0.95 * MissBound.MISS_PROBABILITY, within(1e-9))
                .isLessThan(Math.exp(-margin * margin / (2 * variance)));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(doubles = {0.30, 0.35, 0.40, 0.45, 0.50})
    void one_slope_for_all_rungs_costs_at_most_a_hundredth_of_the_score(double score) {
        MissBound bound = MissBound.of(DIMENSION);
        int rung = highestRung(score);
        double spread = MissBound.spread(MissBound.score(rung), MissBound.USUAL_ALIGNMENT);

        double best = MissBound.score(rung) * MissBound.USUAL_ALIGNMENT - bound.margin(spread);

        double line = bound.slope() * MissBound.USUAL_ALIGNMENT + bound.intercept(rung);
        assertThat(best - line).isBetween(0.0, 0.01 * MissBound.USUAL_ALIGNMENT);
    }

    /// The rung that a search stops at, at the latest, where the last candidate has this score.
    private static int highestRung(double score) {
        int rung = 0;
        while (rung + 1 < MissBound.RUNGS && MissBound.score(rung + 1) <= score) rung++;
        return rung;
    }

    private static long misses(double score, long seed) {
        UnitVectors random = new UnitVectors(DIMENSION, seed);
        long misses = 0;
        for (int i = 0; i < PAIRS_PER_TASK; i++) {
            UnitVectors.Pair pair = random.pair(score);
            if (!reaches(highestRung(score), pair.stored(), pair.probe())) misses++;
        }
        return misses;
    }

    private static boolean reaches(int rung, float[] stored, float[] probe) {
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
        return quantized.statistic(levels, code.correction & 0xFFFF, code.correction >>> 16) >= quantized.line(rung);
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
    /// @param meanError     of estimate − score
    /// @param deviation     of the estimates, as a multiple of what rotation and rounding give
    /// @param shareOfMargin each error as a multiple of the margin that the guaranteed score has
    private record Estimates(double meanError, double deviation, List<Double> shareOfMargin) {}

    private static Estimates estimates(double score, int pairs) {
        UnitVectors random = new UnitVectors(DIMENSION, 42);
        SignCode code = new SignCode(new BlockLayout(DIMENSION));
        MissBound bound = MissBound.of(DIMENSION);
        List<Double> sharesOfMargin = new ArrayList<>();
        double errors = 0;
        double squares = 0;
        for (int i = 0; i < pairs; i++) {
            UnitVectors.Pair pair = random.pair(score);
            code.encode(pair.stored());
            double alignment = (code.correction >>> 16) / 65536.0;
            double error = innerProductWithCode(code, pair.probe(), bound) - score * alignment;
            double rotation = (1 - score * score) * (1 - alignment * alignment) / (DIMENSION - 1);
            double line = bound.slope() * alignment + bound.intercept(0);
            errors += error / alignment;
            squares += error * error / (rotation + bound.step() * bound.step() / 6);
            sharesOfMargin.add(error / (MissBound.GUARANTEED_SCORE * alignment - line));
        }
        return new Estimates(errors / pairs, Math.sqrt(squares / pairs), sharesOfMargin);
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
