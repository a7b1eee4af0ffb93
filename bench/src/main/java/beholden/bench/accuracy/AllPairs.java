package beholden.bench.accuracy;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Every photo of a set compared with every other.
final class AllPairs {
    private static final int FINE = 100_000;

    /// Bins of the scores that are counted again for other people, 0.0005 wide: a histogram then fits a core's cache.
    static final int COARSE = 2_000;

    private static final short LEFT_OUT = -1;

    private final float[][] templates;
    private final Labels labels;
    private final PairScores scores;
    private final short[][] bins;

    /// Two photos of people with different names.
    record Strangers(int first, int second, float score) {}

    private AllPairs(float[][] templates, Labels labels, PairScores scores, short[][] bins) {
        this.templates = templates;
        this.labels = labels;
        this.scores = scores;
        this.bins = bins;
    }

    static AllPairs of(float[][] templates, Labels labels) {
        short[][] bins = new short[templates.length][];
        BitSet doubted = labels.doubted();
        PairScores scores = IntStream.range(0, templates.length)
                .parallel()
                .collect(
                        () -> new PairScores(FINE),
                        (into, i) -> bins[i] = row(templates, labels, doubted.get(labels.person()[i]), i, into),
                        PairScores::add);
        return new AllPairs(templates, labels, scores, bins);
    }

    private static short[] row(float[][] templates, Labels labels, boolean doubted, int i, PairScores into) {
        short[] bins = new short[i];
        for (int j = 0; j < i; j++) {
            if (doubted && !labels.counted(i, j)) {
                bins[j] = LEFT_OUT;
                continue;
            }
            float score = PairScores.dot(templates[i], templates[j]);
            into.count(PairScores.bin(score, FINE), labels.mates(i, j), 1);
            bins[j] = (short) PairScores.bin(score, COARSE);
        }
        return bins;
    }

    PairScores scores() {
        return scores;
    }

    Labels labels() {
        return labels;
    }

    /// Pairs that count neither as mates nor as strangers.
    long leftOut() {
        long all = (long) templates.length * (templates.length - 1) / 2;
        return all - scores.mates() - scores.nonMates();
    }

    /// Scores of the pairs among people who were drawn, each as often as they were.
    ///
    /// A pair of strangers counts as often as one was drawn times as often as the other; a pair of mates as
    /// often as their person was.
    ///
    /// @param drawn how often, of each person
    PairScores among(int[] drawn) {
        PairScores counted = new PairScores(COARSE);
        int[] person = labels.person();
        for (int i = 0; i < bins.length; i++) {
            int times = drawn[person[i]];
            if (times == 0) continue;
            short[] row = bins[i];
            for (int j = 0; j < i; j++) {
                int other = drawn[person[j]];
                if (other == 0 || row[j] == LEFT_OUT) continue;
                boolean mates = person[i] == person[j];
                counted.count(row[j], mates, mates ? times : (long) times * other);
            }
        }
        return counted;
    }

    /// Pairs of strangers that score at least `lowest`, the highest first.
    List<Strangers> highest(double lowest) {
        int from = PairScores.bin((float) lowest, COARSE);
        return IntStream.range(0, templates.length)
                .boxed()
                .parallel()
                .flatMap(i -> IntStream.range(0, i)
                        .filter(j -> bins[i][j] >= from && !labels.mates(i, j))
                        .mapToObj(j -> new Strangers(i, j, PairScores.dot(templates[i], templates[j]))))
                .filter(pair -> pair.score() >= lowest)
                .sorted(Comparator.comparingDouble(Strangers::score)
                        .reversed()
                        .thenComparingInt(Strangers::first)
                        .thenComparingInt(Strangers::second))
                .toList();
    }
}
