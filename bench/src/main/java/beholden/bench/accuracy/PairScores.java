package beholden.bench.accuracy;

import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;

/// Comparison scores of all pairs of a set, counted in bins of 0.00001: one histogram for mates, one for non-mates.
final class PairScores {
    private static final int BINS_PER_UNIT = 100_000;
    private static final int BINS = 2 * BINS_PER_UNIT + 1;

    private final long[] mates;
    private final long[] nonMates;

    private PairScores(long[] mates, long[] nonMates) {
        this.mates = mates;
        this.nonMates = nonMates;
    }

    /// Compares every template with every other.
    ///
    /// @param person of each template
    static PairScores ofAllPairs(float[][] templates, int[] person) {
        return IntStream.range(0, templates.length)
                .parallel()
                .collect(
                        () -> new PairScores(new long[BINS], new long[BINS]),
                        (scores, i) -> {
                            for (int j = 0; j < i; j++) {
                                long[] into = person[i] == person[j] ? scores.mates : scores.nonMates;
                                into[bin(dot(templates[i], templates[j]))]++;
                            }
                        },
                        PairScores::add);
    }

    static float dot(float[] a, float[] b) {
        return VectorUtil.dotProduct(a, b);
    }

    private static int bin(float score) {
        return Math.clamp(Math.round((score + 1) * BINS_PER_UNIT), 0, BINS - 1);
    }

    private static double score(int bin) {
        return (double) bin / BINS_PER_UNIT - 1;
    }

    private void add(PairScores other) {
        for (int i = 0; i < BINS; i++) {
            mates[i] += other.mates[i];
            nonMates[i] += other.nonMates[i];
        }
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
        int bin = BINS;
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

    private static long above(long[] counts, double threshold) {
        long above = 0;
        for (int bin = (int) Math.ceil((threshold + 1) * BINS_PER_UNIT - 1e-6); bin < BINS; bin++) above += counts[bin];
        return above;
    }
}
