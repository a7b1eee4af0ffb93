package beholden.faces.calibration;

/// How fast the highest scores become rare: a generalised Pareto distribution of what scores have above a threshold.
///
/// Above a high threshold, the excess of nearly any distribution has this form (Pickands, *Statistical inference using
/// extreme order statistics*, Annals of Statistics 3, 1975).
///
/// @param threshold score above which the distribution holds
/// @param shape     ξ: 0 for an exponential tail, more for one that falls off more slowly
/// @param scale     σ, over 0
public record Tail(double threshold, double shape, double scale) {
    /// The estimate from probability-weighted moments.
    ///
    /// Hosking and Wallis, *Parameter and quantile estimation for the generalized Pareto distribution*,
    /// Technometrics 29 (1987), with the plotting position (j − ½) ÷ n; their k is −ξ here.
    ///
    /// @param excess of each pair over the threshold, descending
    /// @param times  how often each pair counts
    public static Tail fit(double threshold, double[] excess, double[] times) {
        double all = 0;
        for (double of : times) all += of;
        double a0 = 0;
        double a1 = 0;
        double higher = 0;
        for (int i = 0; i < excess.length; i++) {
            double exceeded = (higher + times[i] / 2) / all;
            a0 += times[i] * excess[i] / all;
            a1 += times[i] * excess[i] * exceeded / all;
            higher += times[i];
        }
        return new Tail(threshold, 2 - a0 / (a0 - 2 * a1), 2 * a0 * a1 / (a0 - 2 * a1));
    }

    /// Share of the scores above the threshold that are at least `score`.
    public double share(double score) {
        double excess = (score - threshold) / scale;
        if (Math.abs(shape) < 1e-9) return Math.exp(-excess);
        return Math.pow(Math.max(0, 1 + shape * excess), -1 / shape);
    }
}
