package beholden.bench.accuracy;

import beholden.faces.pack.Calibration;
import java.util.ArrayList;
import java.util.List;

/// Fits a [Calibration] to the scores of non-mates.
///
/// Knots lie at every 0.02 of score, each with the measured rate, up to the score that fewer than 30 pairs reach:
/// there the rate's standard error is 18 %. The tail goes on with the slope of the last decade.
final class CalibrationFit {
    private static final double STEP = 0.02;
    private static final double LOWEST = -0.20;
    private static final int FEWEST_PAIRS = 30;

    private CalibrationFit() {}

    static Calibration fit(String fittedOn, PairScores pairs) {
        List<Double> scores = new ArrayList<>();
        List<Double> log10 = new ArrayList<>();
        double last = pairs.threshold((double) FEWEST_PAIRS / pairs.nonMates());
        for (int i = 0; LOWEST + i * STEP < last - STEP / 2; i++)
            add(pairs, Math.round((LOWEST + i * STEP) * 100) / 100.0, scores, log10);
        add(pairs, Math.round(last * 1e4) / 1e4, scores, log10);
        double atDecade = pairs.threshold(10 * pairs.falseMatchRate(last));
        return new Calibration(fittedOn, pairs.nonMates(), scores, log10, rounded(-1 / (last - atDecade)));
    }

    private static void add(PairScores pairs, double score, List<Double> scores, List<Double> log10) {
        scores.add(score);
        log10.add(rounded(Math.log10(pairs.falseMatchRate(score))));
    }

    private static double rounded(double value) {
        return Math.round(value * 1e4) / 1e4;
    }
}
