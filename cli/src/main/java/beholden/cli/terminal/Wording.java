package beholden.cli.terminal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/// Phrases that several commands print.
public final class Wording {
    /// Sentence that every list of candidates ends with.
    public static final String CAUTION =
            "This is a list of candidates for a person to examine. A high score proves nothing: look at the photos.";

    private Wording() {}

    /// A number of faces, such as `no face`, `1 face`, `12,000 faces`.
    public static String faces(long count) {
        return count == 0 ? "no face" : count(count, "face");
    }

    /// A number of entries, such as `1 entry`, `12,000 entries`.
    public static String entries(long count) {
        return "%,d %s".formatted(count, count == 1 ? "entry" : "entries");
    }

    /// A number of things, such as `1 cell`, `12,000 cells`.
    public static String count(long count, String thing) {
        return "%,d %s".formatted(count, count == 1 ? thing : thing + "s");
    }

    /// A rate with two digits, such as `1 in 12,000`.
    public static String oneIn(double rate) {
        BigDecimal two = new BigDecimal(1 / rate, new MathContext(2, RoundingMode.HALF_UP));
        return two.compareTo(BigDecimal.TEN) < 0
                ? "1 in " + two.stripTrailingZeros().toPlainString()
                : "1 in %,d".formatted(two.toBigInteger());
    }

    /// A score with three decimals, and no minus before zero.
    public static String score(float score) {
        return "%.3f".formatted(Math.round(score * 1000) / 1000f);
    }
}
