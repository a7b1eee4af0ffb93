package beholden.bench.accuracy;

import beholden.faces.calibration.FittedRates;
import beholden.faces.calibration.PeopleBootstrap;
import beholden.faces.calibration.Tail;
import beholden.faces.pack.Calibration;
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
    static CalibrationFit fit(String fittedOn, AllPairs all) {
        PairScores pairs = all.scores();
        double ends = floor(pairs.threshold((double) FittedRates.FEWEST_PAIRS / pairs.nonMates()));
        double from = floor(pairs.threshold((double) FittedRates.TAIL_PAIRS / pairs.nonMates()));
        Exceeding exceeding = Exceeding.of(all, from);
        List<Double> scores = FittedRates.knots(ends);
        int people = all.labels().people();

        Tail tail = exceeding.tail(IntStream.range(0, people).map(_ -> 1).toArray());
        FittedRates rates = FittedRates.of(scores, pairs::falseMatchRate, ends, tail);
        List<PeopleBootstrap.Interval> intervals = List.of(PeopleBootstrap.intervals(people, drawn -> {
            Tail redrawn = exceeding.tail(drawn);
            PairScores among = all.among(drawn);
            double[] figures =
                    FittedRates.of(scores, among::falseMatchRate, ends, redrawn).rates();
            return IntStream.rangeClosed(0, figures.length)
                    .mapToDouble(i -> i < figures.length ? figures[i] : redrawn.shape())
                    .toArray();
        }));
        double couples = (double) people * (people - 1) / 2;
        Calibration calibration = rates.calibration(fittedOn, pairs.nonMates(), ends, intervals, couples);
        return new CalibrationFit(calibration, tail, intervals.getLast());
    }

    /// The next lower border of the bins that are counted again for other people.
    private static double floor(double score) {
        return Math.floor(score * AllPairs.COARSE + 1e-6) / AllPairs.COARSE;
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
