package beholden.drill.statistic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Differences between the runs of two worlds: in each feature by itself, and in all of them together.
///
/// @param features with their p-values, the most telling first
/// @param auc      of a linear discriminant that learned on one half of the runs and is judged on the other
public record Comparison(List<Feature> features, Auc auc) {
    private static final int FEWEST_SHUFFLES = 20_000;

    public Comparison {
        features = List.copyOf(features);
    }

    /// One feature in two worlds.
    ///
    /// @param first     its mean in the first world
    /// @param second    its mean in the second
    /// @param corrected its p-value after Holm's correction over all features of the comparison
    public record Feature(String name, double first, double second, double corrected) {}

    /// @param miss chance that the interval of the AUC misses the truth; its p-value is fine enough for this level
    /// @param seed of the shuffles
    public static Comparison of(Runs first, Runs second, double miss, long seed) {
        if (!first.features().equals(second.features())) {
            throw new IllegalArgumentException("worlds measured by different features");
        }
        SplittableRandom seeds = new SplittableRandom(seed);
        int count = first.features().size();
        double[] pValues = new double[count];
        for (int f = 0; f < count; f++) {
            pValues[f] = PermutationTest.pValue(first.column(f), second.column(f), shuffles(count), seeds.nextLong());
        }
        double[] corrected = Holm.corrected(pValues);
        List<Feature> features = new ArrayList<>();
        for (int f = 0; f < count; f++) {
            String name = first.features().get(f);
            features.add(new Feature(name, mean(first.column(f)), mean(second.column(f)), corrected[f]));
        }
        features.sort(Comparator.comparingDouble(Feature::corrected));
        return new Comparison(features, auc(first, second, miss, seeds.nextLong()));
    }

    /// The more features there are, the smaller the p-value that the correction asks of each: the smallest that
    /// there can be stays under a quarter of it.
    private static int shuffles(int features) {
        return Math.max(FEWEST_SHUFFLES, (int) Math.ceil(4 * features / Distinction.CONFIRMATION_LEVEL));
    }

    /// Features that differ more than chance allows.
    ///
    /// @param level chance that even one of them does so without a leak
    public List<Feature> telling(double level) {
        return features.stream().filter(feature -> feature.corrected() <= level).toList();
    }

    private static Auc auc(Runs first, Runs second, double miss, long seed) {
        int[] varying = IntStream.range(0, first.features().size())
                .filter(f -> varies(first, second, f))
                .toArray();
        if (varying.length == 0) return new Auc(0.5, 0.5, 0.5, 1);
        CrossJudgement judgement = new CrossJudgement(first.only(varying), second.only(varying));
        return Auc.mean(
                miss,
                judgement.pValue((int) Math.ceil(4 / miss), seed),
                judgement.onFirstHalves(),
                judgement.onSecondHalves());
    }

    private static boolean varies(Runs first, Runs second, int feature) {
        double one = first.rows().getFirst()[feature];
        return first.rows().stream().anyMatch(row -> row[feature] != one)
                || second.rows().stream().anyMatch(row -> row[feature] != one);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) sum += value;
        return sum / values.length;
    }
}
