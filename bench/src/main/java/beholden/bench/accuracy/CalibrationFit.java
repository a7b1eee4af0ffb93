package beholden.bench.accuracy;

import beholden.faces.pack.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Fits a [Calibration] to the scores of non-mates.
///
/// Up to the score that 30 pairs reach, each knot has the rate that was counted. From there on the rate goes down as
/// the
/// [Tail] of the 500 highest pairs does. `docs/calibration.md` has the formulae.
///
/// @param calibration what a pack should say of its scores
/// @param tail        of the 500 highest pairs
/// @param shape       interval of the tail's shape
record CalibrationFit(Calibration calibration, Tail tail, PeopleBootstrap.Interval shape) {
    private static final double STEP = 0.02;
    private static final double LOWEST = -0.20;
    private static final int FEWEST_PAIRS = 30;
    private static final int TAIL_PAIRS = 500;

    /// The smallest rate that is written down: a tail that ends before the score 1 would give 0, which has no
    /// logarithm.
    private static final double LEAST = 1e-12;

    /// Seeing none of n supports a rate of at most 3 ÷ n with 95 % confidence (Hanley and Lippman-Hand, JAMA 249,
    /// 1983).
    private static final double NONE_SEEN = 3;

    static CalibrationFit fit(String fittedOn, AllPairs all) {
        PairScores pairs = all.scores();
        double ends = floor(pairs.threshold((double) FEWEST_PAIRS / pairs.nonMates()));
        double from = floor(pairs.threshold((double) TAIL_PAIRS / pairs.nonMates()));
        Exceeding exceeding = Exceeding.of(all, from);
        List<Double> scores = knots(ends);
        int people = all.labels().people();

        Tail tail = exceeding.tail(IntStream.range(0, people).map(_ -> 1).toArray());
        double[] rates = rates(scores, ends, pairs, tail);
        PeopleBootstrap.Interval[] intervals = PeopleBootstrap.intervals(people, drawn -> {
            Tail redrawn = exceeding.tail(drawn);
            double[] figures = rates(scores, ends, all.among(drawn), redrawn);
            return IntStream.rangeClosed(0, figures.length)
                    .mapToDouble(i -> i < figures.length ? figures[i] : redrawn.shape())
                    .toArray();
        });
        double least = NONE_SEEN / ((double) people * (people - 1) / 2);
        List<Double> log10 = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            log10.add(rounded(Math.log10(rates[i])));
            upper.add(rounded(Math.log10(Math.max(Math.max(intervals[i].high(), rates[i]), least))));
        }
        Calibration calibration = new Calibration(fittedOn, pairs.nonMates(), ends, scores, log10, upper);
        return new CalibrationFit(calibration, tail, intervals[rates.length]);
    }

    /// Scores of the knots: every 0.02 up to 1, and `ends` in place of the nearest of them.
    private static List<Double> knots(double ends) {
        List<Double> knots = new ArrayList<>();
        for (int i = 0; LOWEST + i * STEP < 1 + STEP / 2; i++) {
            double knot = Math.round((LOWEST + i * STEP) * 100) / 100.0;
            knots.add(Math.abs(knot - ends) <= STEP / 2 && !knots.contains(ends) ? ends : knot);
        }
        return knots;
    }

    private static double[] rates(List<Double> scores, double ends, PairScores pairs, Tail tail) {
        double last = pairs.falseMatchRate(ends);
        return scores.stream()
                .mapToDouble(score ->
                        score <= ends ? pairs.falseMatchRate(score) : last * tail.share(score) / tail.share(ends))
                .map(rate -> Math.max(rate, LEAST))
                .toArray();
    }

    /// The next lower border of the bins that are counted again for other people.
    private static double floor(double score) {
        return Math.floor(score * AllPairs.COARSE + 1e-6) / AllPairs.COARSE;
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }

    /// The pairs of strangers above a threshold.
    ///
    /// @param excess of each pair, descending
    /// @param first  person of each pair
    /// @param second the other person
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    private record Exceeding(double threshold, double[] excess, int[] first, int[] second) {
        static Exceeding of(AllPairs all, double threshold) {
            List<AllPairs.Strangers> pairs = all.highest(threshold);
            int[] person = all.labels().person();
            return new Exceeding(
                    threshold,
                    pairs.stream().mapToDouble(pair -> pair.score() - threshold).toArray(),
                    pairs.stream().mapToInt(pair -> person[pair.first()]).toArray(),
                    pairs.stream().mapToInt(pair -> person[pair.second()]).toArray());
        }

        Tail tail(int[] drawn) {
            double[] times = IntStream.range(0, excess.length)
                    .mapToDouble(i -> (double) drawn[first[i]] * drawn[second[i]])
                    .toArray();
            return Tail.fit(threshold, excess, times);
        }
    }
}
