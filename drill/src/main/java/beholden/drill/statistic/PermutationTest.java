package beholden.drill.statistic;

import java.util.SplittableRandom;

/// How often chance alone would set two samples as far apart as they are: the two-sided permutation test of the
/// difference of means. It assumes nothing of the distribution, only that runs are exchangeable if nothing leaks.
final class PermutationTest {
    /// Shuffles as extreme as the samples after which drawing stops: the answer is plainly "chance" then. Besag &
    /// Clifford 1991, "Sequential Monte Carlo p-values".
    private static final int ENOUGH_EXTREMES = 20;

    /// Sums in another order differ in their last digits; such differences are none.
    private static final double ROUNDING = 1e-9;

    private PermutationTest() {}

    /// @param shuffles the answer is never under one in as many
    /// @return in (0, 1]; 1 where no run differs from another
    static double pValue(double[] first, double[] second, int shuffles, long seed) {
        if (first.length == 0 || second.length == 0) throw new IllegalArgumentException("a sample without runs");
        double[] all = new double[first.length + second.length];
        System.arraycopy(first, 0, all, 0, first.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        double total = 0;
        double least = all[0];
        double most = all[0];
        for (double value : all) {
            total += value;
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        if (least == most) return 1;

        double threshold = distance(all, first.length, total) - ROUNDING * (most - least);
        SplittableRandom random = new SplittableRandom(seed);
        int extremes = 0;
        for (int drawn = 1; drawn <= shuffles; drawn++) {
            for (int i = 0; i < first.length; i++) {
                int j = i + random.nextInt(all.length - i);
                double swapped = all[i];
                all[i] = all[j];
                all[j] = swapped;
            }
            if (distance(all, first.length, total) >= threshold) extremes++;
            if (extremes == ENOUGH_EXTREMES) return (double) extremes / drawn;
        }
        return (extremes + 1.0) / (shuffles + 1.0);
    }

    private static double distance(double[] all, int split, double total) {
        double sum = 0;
        for (int i = 0; i < split; i++) sum += all[i];
        return Math.abs(sum / split - (total - sum) / (all.length - split));
    }
}
