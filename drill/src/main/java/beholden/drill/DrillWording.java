package beholden.drill;

import beholden.drill.statistic.Comparison;
import beholden.drill.statistic.Distinction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Wording of a drill's findings, the same on a page, on a terminal and in a test.
public final class DrillWording {
    private DrillWording() {}

    /// The result in one line.
    public static String verdict(DrillReport report) {
        return report.passed() ? "The thief learns nothing" : "The drill failed";
    }

    /// The result in one or more sentences.
    public static String summary(DrillReport report) {
        if (report.passed()) {
            return "No theft yielded a secret, no two worlds could be told apart, and every mutant was caught.";
        }
        List<String> failures = new ArrayList<>();
        long yielded = report.robberies().stream()
                .filter(robbery -> !robbery.withstood())
                .count();
        long apart = report.comparisons().stream()
                .filter(comparison -> !comparison.withstood())
                .count();
        long missed =
                report.mutants().stream().filter(mutant -> !mutant.caught()).count();
        long blind =
                report.controls().stream().filter(control -> !control.sees()).count();
        if (yielded > 0) failures.add(count(yielded, "theft", "yielded secrets."));
        if (apart > 0) failures.add(count(apart, "pair", "of worlds could be told apart."));
        if (missed > 0) failures.add(count(missed, "mutant", "went unnoticed."));
        if (blind > 0)
            failures.add("The search missed secrets that lay in the open, so its silence elsewhere is worth nothing.");
        return String.join(" ", failures);
    }

    /// Sentence on what the control says of the search.
    public static String control(Control control) {
        String found = "%s: over a plain table the same search found %,d of %,d secrets (%,d patterns)."
                .formatted(
                        control.store().title(),
                        control.secrets() - control.missed().size(),
                        control.secrets(),
                        control.patterns());
        return control.sees() ? found : found + " Missed: " + String.join(", ", control.missed()) + ".";
    }

    /// Reasons that told two worlds apart, each in a line.
    public static List<String> evidence(Distinction distinction) {
        List<String> evidence = new ArrayList<>();
        for (Comparison.Feature leak : distinction.leaks()) evidence.add(evidence(leak));
        distinction
                .separated()
                .ifPresent(auc -> evidence.add("all features together: AUC %s (%s to %s, p %s)"
                        .formatted(number(auc.value()), number(auc.low()), number(auc.high()), number(auc.p()))));
        return evidence;
    }

    /// How one feature told two worlds apart.
    static String evidence(Comparison.Feature leak) {
        return "%s: %s or %s (p %s)"
                .formatted(leak.name(), number(leak.first()), number(leak.second()), number(leak.corrected()));
    }

    /// Four significant digits, without an exponent where a person would write none.
    public static String number(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) return String.format(Locale.ENGLISH, "%,.0f", value);
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
        return Math.abs(value) < 1e-4 ? String.format(Locale.ENGLISH, "%.1e", value) : rounded.toPlainString();
    }

    private static String count(long count, String thing, String did) {
        return count + " " + thing + (count == 1 ? " " : "s ") + did;
    }
}
