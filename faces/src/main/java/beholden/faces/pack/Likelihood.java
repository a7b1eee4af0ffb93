package beholden.faces.pack;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// Meaning of a comparison score: how often two different people score at least so high, and how many strangers
/// would be expected to among the faces that were compared.
///
/// @param falseMatchRate  0..1
/// @param measuredDownTo  the smallest rate that the pack's calibration could measure
/// @param faces           number of faces compared with the probe
public record Likelihood(double falseMatchRate, double measuredDownTo, long faces) {
    /// Expected strangers from which on it is clearer to count strangers than searches.
    private static final double ABOUT_ONE = 0.67;

    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_UP);

    /// Likelihood of a score among `faces` compared faces; null for a pack without calibration.
    public static @Nullable Likelihood of(@Nullable Calibration calibration, float score, long faces) {
        if (calibration == null) return null;
        double lowest = calibration.falseMatchRate(calibration.scores().getLast());
        return new Likelihood(calibration.falseMatchRate(score), lowest, faces);
    }

    /// Whether the score is higher than any the calibration could count; the rate is then an estimate, and the
    /// words below state the bound that was measured instead.
    public boolean extrapolated() {
        return falseMatchRate < measuredDownTo;
    }

    public double expectedStrangers() {
        return faces * falseMatchRate;
    }

    /// Rate in words, such as `1 in 12,000` or `under 1 in 1,000,000 (extrapolated)`.
    public String rate() {
        return extrapolated()
                ? "under 1 in " + rounded(1 / measuredDownTo) + " (extrapolated)"
                : "1 in " + rounded(1 / falseMatchRate);
    }

    /// Expected strangers in words, such as `0.003`, `12` or `under 0.003`.
    public String strangers() {
        return extrapolated() ? "under " + rounded(faces * measuredDownTo) : rounded(expectedStrangers());
    }

    /// A whole sentence for people who do not read rates.
    public String sentence() {
        double bound = faces * Math.max(falseMatchRate, measuredDownTo);
        String among = "Among %,d faces of other people, ".formatted(faces);
        if (bound > ABOUT_ONE) {
            return among + (extrapolated() ? "under " : "about ") + rounded(bound)
                    + " would be expected to score this high.";
        }
        return among + "one that scores this high would be expected "
                + (extrapolated() ? "less than once in " : "about once in ") + rounded(1 / bound) + " searches.";
    }

    /// A number with two digits, which are all that a rate is worth.
    private static String rounded(double number) {
        BigDecimal two = new BigDecimal(number, TWO_DIGITS);
        return two.compareTo(BigDecimal.TEN) >= 0
                ? "%,d".formatted(two.toBigInteger())
                : two.stripTrailingZeros().toPlainString();
    }
}
