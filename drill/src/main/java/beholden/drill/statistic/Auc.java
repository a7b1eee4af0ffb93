package beholden.drill.statistic;

import org.hipparchus.distribution.continuous.NormalDistribution;

/// The chance that a distinguisher ranks a run of the second world over one of the first, with its interval;
/// ½ is guessing. The interval says how well a thief may do; whether that is more than chance is for `p` to say,
/// since with few runs chance alone may rank all of them rightly, and then the interval has no width.
///
/// @param value in [0, 1]
/// @param low   lower end of the interval
/// @param high  upper end of the interval
/// @param p     chance of a value as far from ½ where nothing leaks, by permutation of the runs
public record Auc(double value, double low, double high, double p) {
    public Auc {
        if (!(low <= value && value <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high + " around " + value);
        }
    }

    /// Whether guessing does as well.
    ///
    /// @param level chance that the answer is no where nothing leaks
    public boolean isChance(double level) {
        return p > level;
    }

    /// Whether both lie on the same side of guessing.
    boolean onSideOf(Auc other) {
        return value > 0.5 == other.value > 0.5;
    }

    /// Estimate from one set of scores, before an interval is drawn around it.
    ///
    /// @param value    in [0, 1]
    /// @param variance of `value`
    record Estimate(double value, double variance) {}

    /// Value and variance by DeLong, DeLong & Clarke-Pearson 1988: the variance of each run's own share of the
    /// area.
    static Estimate estimate(double[] first, double[] second) {
        if (first.length < 2 || second.length < 2) throw new IllegalArgumentException("fewer than two runs of a world");
        double[] shareOfFirst = new double[first.length];
        double[] shareOfSecond = new double[second.length];
        double wins = 0;
        for (int i = 0; i < first.length; i++) {
            for (int j = 0; j < second.length; j++) {
                double win = second[j] > first[i] ? 1 : second[j] == first[i] ? 0.5 : 0;
                wins += win;
                shareOfFirst[i] += win / second.length;
                shareOfSecond[j] += win / first.length;
            }
        }
        double value = wins / first.length / second.length;
        double variance = variance(shareOfFirst) / first.length + variance(shareOfSecond) / second.length;
        return new Estimate(value, variance);
    }

    /// The mean of estimates, with an interval that misses the truth with probability `miss`.
    static Auc mean(double miss, double p, Estimate... estimates) {
        double value = 0;
        double variance = 0;
        for (Estimate estimate : estimates) {
            value += estimate.value() / estimates.length;
            variance += estimate.variance() / estimates.length / estimates.length;
        }
        double reach = new NormalDistribution().inverseCumulativeProbability(1 - miss / 2) * Math.sqrt(variance);
        return new Auc(value, Math.max(0, value - reach), Math.min(1, value + reach), p);
    }

    private static double variance(double[] values) {
        double mean = 0;
        for (double value : values) mean += value / values.length;
        double squares = 0;
        for (double value : values) squares += (value - mean) * (value - mean);
        return squares / (values.length - 1);
    }
}
