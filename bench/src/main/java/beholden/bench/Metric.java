package beholden.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One measured number.
///
/// @param name   lower case, dotted, unit at its end where it has one: `gallery.enrol_per_s`
/// @param value  finite, because JSON has no other numbers
/// @param target what it should reach; null for a number that is only reported
public record Metric(String name, double value, @Nullable Target target) {
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    public Metric {
        if (!name.matches("[a-z0-9_.-]+")) {
            throw new IllegalArgumentException("metric \"" + name + "\": a name has only a-z, 0-9, '_', '-' and '.'");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + ": measured " + value + ", not a finite number");
        }
    }

    String verdict() {
        if (target == null) {
            return "";
        }
        return target.isMetBy(value) ? "met" : "missed";
    }

    /// Four significant digits, or all digits left of the point when there are more; large numbers grouped.
    ///
    /// A verdict is on the number itself: one that rounds to its limit may still have missed it.
    public static String readable(double value) {
        if (Math.abs(value) >= 1000) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros();
        return Math.abs(value) < 1e-4 && value != 0 ? rounded.toString() : rounded.toPlainString();
    }
}
