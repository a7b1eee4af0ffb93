package beholden.faces.pack;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Rate of a comparison score: how often two different people score at least so high, and how many strangers would be
/// expected to among the faces that were compared. [ScoreMeaning] says for which scores there is one.
///
/// @param falseMatchRate  0..1; an estimate where `extrapolated`
/// @param upperBound      upper end of the rate's 95 % interval
/// @param extrapolated    whether the score is higher than any the calibration could count; the words below then state
///     the bound in place of the rate
/// @param measuredDownTo  the smallest rate that the pack's calibration could measure
/// @param faces           number of faces compared with the probe
public record Likelihood(
        double falseMatchRate, double upperBound, boolean extrapolated, double measuredDownTo, long faces)
        implements ScoreMeaning {
    /// Expected strangers from which on it is clearer to count strangers than searches.
    private static final double ABOUT_ONE = 0.67;

    /// Likelihood of a score among `faces` compared faces.
    static Likelihood of(Calibration calibration, float score, long faces) {
        return new Likelihood(
                calibration.falseMatchRate(score),
                calibration.upperBound(score),
                calibration.extrapolated(score),
                calibration.measuredDownTo(),
                faces);
    }

    /// The rate that people are shown: what was counted, or the bound where nothing could be.
    public double stated() {
        return extrapolated ? upperBound : falseMatchRate;
    }

    public double expectedStrangers() {
        return faces * falseMatchRate;
    }

    /// Rate in words, such as `1 in 12,000` or `under 1 in 1,000,000 (extrapolated)`.
    public String rate() {
        return (extrapolated ? "under 1 in %s (extrapolated)" : "1 in %s").formatted(atLeast(1 / stated()));
    }

    /// Expected strangers in words, such as `0.003`, `12` or `under 0.003`.
    public String strangers() {
        return (extrapolated ? "under " : "") + atMost(faces * stated());
    }

    /// A whole sentence for people who do not read rates.
    public String sentence() {
        double bound = faces * stated();
        String among = "Among %,d faces of other people, ".formatted(faces);
        if (bound > ABOUT_ONE) {
            return among + (extrapolated ? "under " : "about ") + atMost(bound)
                    + " would be expected to score this high.";
        }
        return among + "one that scores this high would be expected "
                + (extrapolated ? "less than once in " : "about once in ") + atLeast(1 / bound) + " searches.";
    }

    /// A number rounded; one that is a bound, down.
    private String atLeast(double number) {
        return twoDigits(number, extrapolated ? RoundingMode.DOWN : RoundingMode.HALF_UP);
    }

    /// A number rounded; one that is a bound, up.
    private String atMost(double number) {
        return twoDigits(number, extrapolated ? RoundingMode.UP : RoundingMode.HALF_UP);
    }

    /// A number with two digits, which are all that a rate is worth.
    private static String twoDigits(double number, RoundingMode rounding) {
        BigDecimal two = new BigDecimal(number, new MathContext(2, rounding));
        return two.compareTo(BigDecimal.TEN) >= 0
                ? "%,d".formatted(two.toBigInteger())
                : two.stripTrailingZeros().toPlainString();
    }
}
