package beholden.faces.calibration;

import java.util.Arrays;

/// Scores of strangers and of mates, told apart where nobody knows which pair is which.
///
/// The highest few percent of the strangers' scores are taken for the tail of a normal distribution, the scores of
/// mates for a normal distribution far above it. Expectation maximisation (Dempster, Laird and Rubin, *Journal of the
/// Royal Statistical Society B* 39, 1977) finds both. A pair then counts as a stranger's with the probability that it
/// is one.
///
/// `docs/calibration.md` says what this can tell apart.
///
/// @param strangers where the strangers' tail lies
/// @param mates     where the mates lie, but for those of one picture; of no pairs where none stand out
public record Mixture(Normal strangers, Normal mates) {
    /// Standard deviations above the median from which on scores are the strangers' tail.
    private static final double TAIL = 2;

    /// Standard deviations of the strangers by which mates must stand out: a score that one stranger in 300,000
    /// reaches.
    private static final double APART = 4.5;

    /// Score from which on two photos are one picture. Such pairs are no strangers', and tell nothing of other mates.
    private static final double ONE_PICTURE = 0.9;

    /// Pairs that must seem to be mates for any to count as mates: the highest few strangers seem so too.
    private static final double FEWEST_MATES = 10;

    private static final double NARROWEST = 0.02;
    private static final double WIDEST = 0.2;

    /// Share by which a bin may differ from the normal tail. Without it, the few lowest bins of the tail, which hold
    /// nearly all pairs, would decide alone.
    private static final double MISFIT = 0.1;

    private static final int ROUNDS = 300;
    private static final int ROUNDS_AGAIN = 40;

    /// A normal distribution of the scores of so many pairs.
    public record Normal(double pairs, double mean, double deviation) {
        /// Number of the pairs that score at least `score`.
        double above(double score) {
            return pairs * upperTail((score - mean) / deviation);
        }
    }

    /// @param lowest score of each bin, ascending in equal steps
    /// @param counts pairs in each bin
    public static Mixture fit(double[] lowest, double[] counts) {
        double all = Arrays.stream(counts).sum();
        double median = quantile(lowest, counts, 0.5 * all);
        // mates are on the other side
        double deviation = median - quantile(lowest, counts, upperTail(1) * all);
        Normal strangers = new Normal(all, median, deviation);
        double far = median + 6 * deviation;
        double high = 0;
        for (int i = 0; i < counts.length; i++) if (lowest[i] >= far && lowest[i] < ONE_PICTURE) high += counts[i];
        Normal mates = new Normal(Math.max(1, high), Math.max(0.6, far), 0.1);
        return new Mixture(strangers, mates).rounds(ROUNDS, lowest, counts, tail(median, deviation, lowest));
    }

    /// This mixture, fitted to counts that are a little different.
    public Mixture again(double[] lowest, double[] counts) {
        double all = Arrays.stream(counts).sum();
        double median = quantile(lowest, counts, 0.5 * all);
        double deviation = median - quantile(lowest, counts, upperTail(1) * all);
        Mixture start = new Mixture(
                new Normal(all, strangers.mean, strangers.deviation),
                new Normal(Math.max(1, mates.pairs), mates.mean, mates.deviation));
        return hasMates()
                ? start.rounds(ROUNDS_AGAIN, lowest, counts, tail(median, deviation, lowest))
                : new Mixture(start.strangers, mates);
    }

    public boolean hasMates() {
        return mates.pairs > 0;
    }

    private static int tail(double median, double deviation, double[] lowest) {
        int from = 0;
        while (from < lowest.length - 2 && lowest[from] < median + TAIL * deviation) from++;
        return from;
    }

    /// Score that so many pairs do not reach.
    private static double quantile(double[] lowest, double[] counts, double below) {
        double sum = 0;
        int i = 0;
        while (i < counts.length - 1 && sum + counts[i] < below) sum += counts[i++];
        double step = lowest[1] - lowest[0];
        return lowest[i] + (counts[i] == 0 ? 0 : step * (below - sum) / counts[i]);
    }

    private Mixture rounds(int rounds, double[] lowest, double[] counts, int from) {
        Mixture at = this;
        for (int i = 0; i < rounds; i++) at = at.round(lowest, counts, from);
        boolean apart = at.mates.mean >= at.strangers.mean + APART * at.strangers.deviation;
        if (apart && at.mates.pairs >= FEWEST_MATES) return at;
        return new Mixture(at.strangers, new Normal(0, at.mates.mean, at.mates.deviation));
    }

    private Mixture round(double[] lowest, double[] counts, int from) {
        double[] shares = shares(lowest, from);
        double sum = 0;
        double first = 0;
        double second = 0;
        double middle = (lowest[1] - lowest[0]) / 2;
        for (int i = from; i < counts.length && lowest[i] < ONE_PICTURE; i++) {
            double likely = (1 - shares[i]) * counts[i];
            double score = lowest[i] + middle;
            sum += likely;
            first += likely * score;
            second += likely * score * score;
        }
        Normal found = new Normal(sum, mates.mean, mates.deviation);
        if (sum > 1e-6) {
            double mean = first / sum;
            double deviation = Math.sqrt(Math.max(0, second / sum - mean * mean));
            found = new Normal(sum, mean, Math.clamp(deviation, NARROWEST, WIDEST));
        }
        return new Mixture(tailFitted(lowest, counts, shares, from), found);
    }

    /// The strangers' tail after a step of Fisher scoring, for Poisson counts with a misfit.
    private Normal tailFitted(double[] lowest, double[] counts, double[] shares, int from) {
        double aa = 0;
        double ab = 0;
        double bb = 0;
        double ga = 0;
        double gb = 0;
        double scale = strangers.pairs / strangers.deviation;
        for (int i = from; i + 1 < lowest.length && lowest[i] < ONE_PICTURE; i++) {
            double z0 = (lowest[i] - strangers.mean) / strangers.deviation;
            double z1 = (lowest[i + 1] - strangers.mean) / strangers.deviation;
            double expected = strangers.pairs * (upperTail(z0) - upperTail(z1));
            if (expected < 1e-9) break;
            double byMean = scale * (density(z0) - density(z1));
            double byDeviation = scale * (z0 * density(z0) - z1 * density(z1));
            double misfit = MISFIT * expected;
            double weight = 1 / (expected + misfit * misfit);
            double difference = shares[i] * counts[i] - expected;
            aa += weight * byMean * byMean;
            ab += weight * byMean * byDeviation;
            bb += weight * byDeviation * byDeviation;
            ga += weight * byMean * difference;
            gb += weight * byDeviation * difference;
        }
        double determinant = aa * bb - ab * ab;
        if (!(determinant > 0)) return strangers;
        double limit = strangers.deviation / 4;
        double mean = strangers.mean + Math.clamp((bb * ga - ab * gb) / determinant, -limit, limit);
        double deviation = strangers.deviation + Math.clamp((aa * gb - ab * ga) / determinant, -limit, limit);
        return new Normal(strangers.pairs, mean, deviation);
    }

    /// Probability that a pair is of strangers, for each bin; never rising.
    ///
    /// @param lowest score of each bin, ascending in equal steps
    public double[] shares(double[] lowest) {
        return shares(lowest, tail(strangers.mean, strangers.deviation, lowest));
    }

    private double[] shares(double[] lowest, int from) {
        double[] shares = new double[lowest.length];
        for (int i = 0; i < shares.length; i++) shares[i] = lowest[i] < ONE_PICTURE ? 1 : 0;
        if (!hasMates()) return shares;
        double least = 1;
        double step = lowest[1] - lowest[0];
        double strangersAbove = strangers.above(lowest[from]);
        double matesAbove = mates.above(lowest[from]);
        for (int i = from; i < lowest.length && lowest[i] < ONE_PICTURE; i++) {
            double strangersHigher = strangers.above(lowest[i] + step);
            double matesHigher = mates.above(lowest[i] + step);
            double ofStrangers = strangersAbove - strangersHigher;
            double both = ofStrangers + matesAbove - matesHigher;
            least = Math.min(least, both > 0 ? ofStrangers / both : 0);
            shares[i] = least;
            strangersAbove = strangersHigher;
            matesAbove = matesHigher;
        }
        return shares;
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    /// Probability that a normal variable is over `z`; to seven digits, however small it is.
    // erfc by a Chebyshev fit: Press and others, Numerical Recipes, 2nd edition, §6.2
    private static double upperTail(double z) {
        double x = Math.abs(z) / Math.sqrt(2);
        double t = 1 / (1 + x / 2);
        double[] c = {
            -1.26551223,
            1.00002368,
            0.37409196,
            0.09678418,
            -0.18628806,
            0.27886807,
            -1.13520398,
            1.48851587,
            -0.82215223,
            0.17087277
        };
        double sum = 0;
        for (int i = c.length - 1; i >= 0; i--) sum = sum * t + c[i];
        double half = t * Math.exp(-x * x + sum) / 2;
        return z >= 0 ? half : 1 - half;
    }
}
