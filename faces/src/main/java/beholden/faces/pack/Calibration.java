package beholden.faces.pack;

import java.util.List;

/// False match rate (FMR) of each comparison score: how often two different people score at least so high.
///
/// Measured on pairs of different people and stored as knots; between two knots log10 of the rate is linear. Up to
/// `dataEnd` the rates were counted. Above, too few pairs were seen to count: rates there follow from how fast the
/// highest scores became rarer, and are marked as extrapolated. Such a rate is an estimate; what people should be shown
/// is the upper bound, which is never lower than what the number of photographed people supports.
///
/// @param fittedOn   set of photos that the pairs came from
/// @param pairs      number of pairs of different people
/// @param dataEnd    the highest score with a rate that was counted; one of the knots
/// @param scores     knots, ascending comparison scores
/// @param log10Fmr   log10 of the false match rate at each knot, descending
/// @param log10Upper log10 of the upper end of the rate's 95 % interval, descending
public record Calibration(
        String fittedOn,
        long pairs,
        double dataEnd,
        List<Double> scores,
        List<Double> log10Fmr,
        List<Double> log10Upper) {

    public Calibration {
        scores = List.copyOf(scores);
        log10Fmr = List.copyOf(log10Fmr);
        log10Upper = List.copyOf(log10Upper);
        if (scores.size() < 2 || scores.size() != log10Fmr.size() || scores.size() != log10Upper.size()) {
            throw new IllegalArgumentException("calibration needs as many scores as rates and bounds, two at least");
        }
        for (int i = 0; i < scores.size(); i++) {
            if (log10Upper.get(i) < log10Fmr.get(i))
                throw new IllegalArgumentException("calibration: the bound is below the rate at knot " + i);
            if (i == 0) continue;
            if (!(scores.get(i - 1) < scores.get(i))
                    || !(log10Fmr.get(i - 1) >= log10Fmr.get(i))
                    || !(log10Upper.get(i - 1) >= log10Upper.get(i))) {
                throw new IllegalArgumentException("calibration: scores must rise and rates must not, see knot " + i);
            }
        }
        if (!scores.contains(dataEnd))
            throw new IllegalArgumentException("calibration: dataEnd is " + dataEnd + ", which is no knot");
    }

    /// Probability that two different people score at least `score`; 0..1.
    public double falseMatchRate(double score) {
        return Math.pow(10, at(score, log10Fmr));
    }

    /// Upper end of the 95 % interval of that probability; 0..1.
    public double upperBound(double score) {
        return Math.pow(10, at(score, log10Upper));
    }

    /// The smallest rate that was counted.
    public double measuredDownTo() {
        return falseMatchRate(dataEnd);
    }

    /// Whether the rate at `score` lies beyond what the pairs could show.
    public boolean extrapolated(double score) {
        return score > dataEnd;
    }

    /// Strangers expected to score at least `score` when a probe is compared with `faces` faces of other people.
    public double expectedStrangers(double score, long faces) {
        return faces * falseMatchRate(score);
    }

    /// The score at which the false match rate is `fmr`; that of the last knot where no knot's rate is so low.
    ///
    /// @param fmr over 0, below 1
    public double threshold(double fmr) {
        double wanted = Math.log10(fmr);
        int last = scores.size() - 1;
        if (wanted < log10Fmr.get(last)) return scores.get(last);
        for (int i = 1; i <= last; i++) {
            double above = log10Fmr.get(i - 1);
            double below = log10Fmr.get(i);
            if (wanted <= above && wanted >= below && above > below) {
                return between(wanted, above, below, scores.get(i - 1), scores.get(i));
            }
        }
        return scores.getFirst();
    }

    private double at(double score, List<Double> values) {
        if (score >= scores.getLast()) return values.getLast();
        if (score <= scores.getFirst()) return values.getFirst();
        int above = 1;
        while (scores.get(above) < score) above++;
        return between(score, scores.get(above - 1), scores.get(above), values.get(above - 1), values.get(above));
    }

    private static double between(double x, double x0, double x1, double y0, double y1) {
        return y0 + (x - x0) / (x1 - x0) * (y1 - y0);
    }
}
