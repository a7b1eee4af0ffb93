package beholden.faces.calibration;

import beholden.faces.pack.Calibration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Rates at the knots of a [Calibration].
///
/// @param scores every 0.02 up to 1, and the score where counting ends in place of the nearest of them
/// @param rates  false match rate at each of them
@SuppressWarnings("ArrayRecordComponent") // made once, read only
public record FittedRates(List<Double> scores, double[] rates) {
    /// Number of pairs that a score must have been reached by for its rate to be counted.
    public static final int FEWEST_PAIRS = 30;

    /// Number of the highest pairs that tell how fast high scores become rare.
    public static final int TAIL_PAIRS = 500;

    private static final double STEP = 0.02;
    private static final double LOWEST = -0.20;

    /// The smallest rate that is written down: a tail that ends before the score 1 would give 0, which has no
    /// logarithm.
    private static final double LEAST = 1e-12;

    /// Seeing none of n supports a rate of at most 3 ÷ n with 95 % confidence (Hanley and Lippman-Hand, JAMA 249,
    /// 1983).
    private static final double NONE_SEEN = 3;

    /// Scores of the knots.
    ///
    /// @param ends score where counting ends
    public static List<Double> knots(double ends) {
        List<Double> knots = new ArrayList<>();
        for (int i = 0; LOWEST + i * STEP < 1 + STEP / 2; i++) {
            double knot = Math.round((LOWEST + i * STEP) * 100) / 100.0;
            knots.add(Math.abs(knot - ends) <= STEP / 2 + 1e-9 && !knots.contains(ends) ? ends : knot);
        }
        return knots;
    }

    /// Rates that go down as the tail does from the score on where `tailFrom` pairs were counted no more.
    ///
    /// @param scores  knots
    /// @param counted share of the pairs of strangers that score at least so high
    /// @param tailFrom score from which on the tail counts
    public static FittedRates of(List<Double> scores, DoubleUnaryOperator counted, double tailFrom, Tail tail) {
        double last = counted.applyAsDouble(tailFrom);
        double[] rates = scores.stream()
                .mapToDouble(score -> score <= tailFrom
                        ? counted.applyAsDouble(score)
                        : last * tail.share(score) / tail.share(tailFrom))
                .map(rate -> Math.max(rate, LEAST))
                .toArray();
        return new FittedRates(scores, rates);
    }

    /// The calibration with these rates. Bounds are no lower than the rates, nor than what the number of couples of
    /// people supports.
    ///
    /// @param ends      score where counting ends; one of the knots
    /// @param intervals of each rate
    public Calibration calibration(
            String fittedOn, long pairs, double ends, List<PeopleBootstrap.Interval> intervals, double couples) {
        double least = NONE_SEEN / couples;
        List<Double> log10 = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        for (int i = 0; i < rates.length; i++) {
            log10.add(rounded(Math.log10(rates[i])));
            upper.add(rounded(Math.log10(Math.max(Math.max(intervals.get(i).high(), rates[i]), least))));
        }
        return new Calibration(fittedOn, pairs, ends, scores, log10, upper);
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
