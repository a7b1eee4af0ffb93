package beholden.drill.statistic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final double MISS = 0.001;

    @Test
    void worlds_drawn_alike_are_not_told_apart() {
        int alarms = 0;
        for (int trial = 0; trial < 40; trial++) {
            Runs first = runs(trial * 2, 0);
            Runs second = runs(trial * 2 + 1, 0);

            Comparison comparison = Comparison.of(first, second, MISS, trial);

            if (!comparison.telling(0.01).isEmpty() || !comparison.auc().isChance(MISS)) alarms++;
        }

        // Expected 40 · (0.01 + 0.001); five or more by chance: 1 in 10,000.
        assertThat(alarms).isLessThan(5);
    }

    @Test
    void a_shifted_feature_is_named_and_separates_the_worlds() {
        Comparison comparison = Comparison.of(runs(1, 0), runs(2, 2), MISS, 3);

        assertThat(comparison.telling(0.01))
                .extracting(Comparison.Feature::name)
                .containsExactly("f0");
        assertThat(comparison.auc().isChance(MISS)).isFalse();
        assertThat(comparison.auc().value()).isGreaterThan(0.8);
    }

    @Test
    void few_runs_drawn_alike_are_ranked_no_better_than_chance_allows() {
        int alarms = 0;
        for (int trial = 0; trial < 400; trial++) {
            Runs first = runs(trial * 2, 12, 0, 0);
            Runs second = runs(trial * 2 + 1, 12, 0, 0);

            Auc auc = Comparison.of(first, second, MISS, trial).auc();

            if (!auc.isChance(MISS)) alarms++;
        }

        // Expected 0.4; four or more by chance: 1 in 1,300. The intervals of 14 miss ½.
        assertThat(alarms).isLessThan(4);
    }

    @Test
    void a_leak_that_moves_many_features_is_confirmed_in_all_of_them() throws IOException {
        Distinction distinction =
                Distinction.between(round -> runs(10 + round, 40, 30, 3), round -> runs(20 + round, 40, 30, 0), 1);

        assertThat(distinction.leaks()).hasSize(30);
    }

    @Test
    void a_feature_without_noise_tells_worlds_apart_by_any_difference() {
        Runs first = new Runs(List.of("rows"), constant(100));
        Runs second = new Runs(List.of("rows"), constant(101));

        Comparison comparison = Comparison.of(first, second, MISS, 1);

        assertThat(comparison.telling(0.001)).hasSize(1);
        assertThat(comparison.auc()).extracting(Auc::low, Auc::value).containsExactly(1.0, 1.0);
    }

    @Test
    void worlds_without_any_difference_are_left_to_chance() {
        Runs runs = new Runs(List.of("rows"), constant(100));

        Comparison comparison = Comparison.of(runs, runs, MISS, 1);

        assertThat(comparison.telling(0.99)).isEmpty();
        assertThat(comparison.auc()).isEqualTo(new Auc(0.5, 0.5, 0.5, 1));
    }

    @Test
    void holms_correction_multiplies_by_the_tests_that_are_left() {
        double[] corrected = Holm.corrected(new double[] {0.04, 0.01, 0.03});

        assertThat(corrected[1]).isCloseTo(0.03, within(1e-12));
        assertThat(corrected[2]).isCloseTo(0.06, within(1e-12));
        // Never less than that of a smaller p-value.
        assertThat(corrected[0]).isCloseTo(0.06, within(1e-12));
    }

    @Test
    void the_area_under_the_curve_counts_the_pairs_in_order() {
        Auc.Estimate estimate = Auc.estimate(new double[] {1, 2, 3}, new double[] {2, 4});

        // Of six pairs four are in order, one is a tie, one is not: 4.5 / 6 … (1,2) (1,4) (2,4) (3,4) and the tie
        // (2,2).
        assertThat(estimate.value()).isCloseTo(4.5 / 6, within(1e-12));
        assertThat(estimate.variance()).isGreaterThan(0);
    }

    private static Runs runs(long seed, double shiftOfFirst) {
        return runs(seed, 40, 1, shiftOfFirst);
    }

    /// @param shifted how many features are moved by `shift`, of thirty
    private static Runs runs(long seed, int count, int shifted, double shift) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> names = IntStream.range(0, 30).mapToObj(i -> "f" + i).toList();
        List<double[]> rows = new ArrayList<>();
        for (int run = 0; run < count; run++) {
            double[] row = new double[names.size()];
            for (int f = 0; f < row.length; f++) row[f] = random.nextGaussian() + (f < shifted ? shift : 0);
            rows.add(row);
        }
        return new Runs(names, rows);
    }

    private static List<double[]> constant(double value) {
        return IntStream.range(0, 10).mapToObj(_ -> new double[] {value}).toList();
    }
}
