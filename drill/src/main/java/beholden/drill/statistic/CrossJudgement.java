package beholden.drill.statistic;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// How well a discriminant that learned on one half of the runs ranks the other half, both ways.
final class CrossJudgement {
    /// Shuffles as extreme as the samples after which drawing stops, as in [PermutationTest].
    private static final int ENOUGH_EXTREMES = 20;

    private static final double ROUNDING = 1e-9;

    private final double[][] all;
    private final int split;

    /// @param first  rows of features, all of which vary
    /// @param second the same features
    CrossJudgement(double[][] first, double[][] second) {
        List<double[]> rows = new ArrayList<>(List.of(first));
        rows.addAll(List.of(second));
        this.all = rows.toArray(double[][]::new);
        this.split = first.length;
    }

    /// Judgement on the runs with even numbers by what those with odd numbers taught.
    Auc.Estimate onFirstHalves() {
        return judged(all, 0);
    }

    Auc.Estimate onSecondHalves() {
        return judged(all, 1);
    }

    /// How often chance alone would rank the runs as well, or as badly: worlds are dealt anew to the runs, and the
    /// discriminant learns anew each time.
    ///
    /// @param shuffles the answer is never under one in as many
    double pValue(int shuffles, long seed) {
        double threshold = distance(all) - ROUNDING;
        double[][] dealt = all.clone();
        SplittableRandom random = new SplittableRandom(seed);
        int extremes = 0;
        for (int drawn = 1; drawn <= shuffles; drawn++) {
            for (int i = dealt.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double[] swapped = dealt[i];
                dealt[i] = dealt[j];
                dealt[j] = swapped;
            }
            if (distance(dealt) >= threshold) extremes++;
            if (extremes == ENOUGH_EXTREMES) return (double) extremes / drawn;
        }
        return (extremes + 1.0) / (shuffles + 1.0);
    }

    private double distance(double[][] rows) {
        return Math.abs((judged(rows, 0).value() + judged(rows, 1).value()) / 2 - 0.5);
    }

    private Auc.Estimate judged(double[][] rows, int half) {
        Discriminant learned =
                Discriminant.learned(half(rows, 1 - half, 0, split), half(rows, 1 - half, split, rows.length));
        return Auc.estimate(
                scores(learned, half(rows, half, 0, split)), scores(learned, half(rows, half, split, rows.length)));
    }

    /// Every second row from `from` to `to`, beginning with number `start` of them.
    private static double[][] half(double[][] rows, int start, int from, int to) {
        List<double[]> half = new ArrayList<>();
        for (int i = from + start; i < to; i += 2) half.add(rows[i]);
        return half.toArray(double[][]::new);
    }

    private static double[] scores(Discriminant learned, double[][] rows) {
        double[] scores = new double[rows.length];
        for (int i = 0; i < rows.length; i++) scores[i] = learned.score(rows[i]);
        return scores;
    }
}
