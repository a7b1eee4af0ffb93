package beholden.faces.pack;

import java.util.List;

/// False match rate (FMR) of each comparison score: how often two different people score at least so high.
///
/// Measured on pairs of different people and stored as knots; between two knots log10 of the rate is linear. Above
/// the last knot too few pairs were seen to count: a straight line goes on with the slope of the last decade, and
/// what it gives is marked as extrapolated. It is an estimate; what the pairs support there is the rate of the last
/// knot as an upper bound, and that is what people should be shown.
///
/// @param fittedOn set of photos that the pairs came from
/// @param pairs    number of pairs of different people
/// @param scores   knots, ascending comparison scores
/// @param log10Fmr log10 of the false match rate at each knot, descending
/// @param tailSlope change of log10 FMR for one unit of score above the last knot, negative
public record Calibration(String fittedOn, long pairs, List<Double> scores, List<Double> log10Fmr, double tailSlope) {

    public Calibration {
        scores = List.copyOf(scores);
        log10Fmr = List.copyOf(log10Fmr);
        if (scores.size() < 2 || scores.size() != log10Fmr.size()) {
            throw new IllegalArgumentException("calibration needs as many scores as rates, two at least");
        }
        for (int i = 1; i < scores.size(); i++) {
            if (!(scores.get(i - 1) < scores.get(i)) || !(log10Fmr.get(i - 1) >= log10Fmr.get(i))) {
                throw new IllegalArgumentException("calibration: scores must rise and rates must not, see knot " + i);
            }
        }
        if (!(tailSlope < 0))
            throw new IllegalArgumentException("calibration: tailSlope is " + tailSlope + "; it is negative");
    }

    /// Probability that two different people score at least `score`; 0..1.
    public double falseMatchRate(double score) {
        return Math.pow(10, log10FalseMatchRate(score));
    }

    /// Whether the rate at `score` lies beyond what the pairs could show.
    public boolean extrapolated(double score) {
        return score > scores.getLast();
    }

    /// Strangers expected to score at least `score` when a probe is compared with `faces` faces of other people.
    public double expectedStrangers(double score, long faces) {
        return faces * falseMatchRate(score);
    }

    /// The score at which the false match rate is `fmr`.
    ///
    /// @param fmr over 0, below 1
    public double threshold(double fmr) {
        double wanted = Math.log10(fmr);
        int last = scores.size() - 1;
        if (wanted < log10Fmr.get(last)) return scores.get(last) + (wanted - log10Fmr.get(last)) / tailSlope;
        for (int i = 1; i <= last; i++) {
            double above = log10Fmr.get(i - 1);
            double below = log10Fmr.get(i);
            if (wanted <= above && wanted >= below && above > below) {
                return between(wanted, above, below, scores.get(i - 1), scores.get(i));
            }
        }
        return scores.getFirst();
    }

    private double log10FalseMatchRate(double score) {
        int last = scores.size() - 1;
        if (score >= scores.get(last)) return log10Fmr.get(last) + (score - scores.get(last)) * tailSlope;
        if (score <= scores.getFirst()) return log10Fmr.getFirst();
        int above = 1;
        while (scores.get(above) < score) above++;
        return between(score, scores.get(above - 1), scores.get(above), log10Fmr.get(above - 1), log10Fmr.get(above));
    }

    private static double between(double x, double x0, double x1, double y0, double y1) {
        return y0 + (x - x0) / (x1 - x0) * (y1 - y0);
    }
}
