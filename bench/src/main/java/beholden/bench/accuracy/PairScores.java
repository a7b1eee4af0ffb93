package beholden.bench.accuracy;

import org.apache.lucene.util.VectorUtil;

/// Comparison scores of pairs of photos, counted in bins of equal width: one histogram for mates, one for non-mates.
final class PairScores {
    private final int binsPerUnit;
    private final long[] mates;
    private final long[] nonMates;

    /// Nothing counted yet.
    ///
    /// @param binsPerUnit number of bins between the scores 0 and 1
    PairScores(int binsPerUnit) {
        this.binsPerUnit = binsPerUnit;
        this.mates = new long[2 * binsPerUnit + 1];
        this.nonMates = new long[2 * binsPerUnit + 1];
    }

    static float dot(float[] a, float[] b) {
        return VectorUtil.dotProduct(a, b);
    }

    /// Index of the bin of `score`, which holds the scores from the bin's own up to the next.
    static int bin(float score, int binsPerUnit) {
        return Math.clamp((int) Math.floor((score + 1.0) * binsPerUnit), 0, 2 * binsPerUnit);
    }

    void count(int bin, boolean areMates, long times) {
        (areMates ? mates : nonMates)[bin] += times;
    }

    void add(PairScores other) {
        for (int i = 0; i < mates.length; i++) {
            mates[i] += other.mates[i];
            nonMates[i] += other.nonMates[i];
        }
    }

    private double score(int bin) {
        return (double) bin / binsPerUnit - 1;
    }

    long mates() {
        return sum(mates);
    }

    long nonMates() {
        return sum(nonMates);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) sum += count;
        return sum;
    }

    /// The lowest threshold at which at most `rate` of the non-mates score at or above it.
    double threshold(double rate) {
        long allowed = (long) Math.floor(rate * nonMates());
        long above = 0;
        int bin = nonMates.length;
        while (bin > 0 && above + nonMates[bin - 1] <= allowed) above += nonMates[--bin];
        return score(bin);
    }

    /// Share of the non-mates that score at or above `threshold`.
    double falseMatchRate(double threshold) {
        return (double) above(nonMates, threshold) / nonMates();
    }

    /// Share of the mates that score at or above `threshold`.
    double trueAcceptRate(double threshold) {
        return (double) above(mates, threshold) / mates();
    }

    private long above(long[] counts, double threshold) {
        long above = 0;
        int from = (int) Math.ceil((threshold + 1) * binsPerUnit - 1e-6);
        for (int bin = from; bin < counts.length; bin++) above += counts[bin];
        return above;
    }
}
