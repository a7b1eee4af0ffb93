package beholden.cli.drill;

import beholden.cli.terminal.Json;
import beholden.drill.DrillReport;
import beholden.drill.DrillWording;
import beholden.drill.StoreKind;
import beholden.drill.statistic.Auc;
import java.util.List;
import java.util.Locale;

/// `drill --json`.
///
/// @param seconds     time the drill took
/// @param controls    whether the search finds what lies in the open
/// @param comparisons comparisons of worlds; `apart` is empty where they cannot be told apart
record DrillJson(
        int format,
        boolean passed,
        double seconds,
        int runs,
        List<ControlJson> controls,
        List<TheftJson> thefts,
        List<ComparisonJson> comparisons,
        List<MutantJson> mutants) {
    record ControlJson(String store, int secrets, int patterns, List<String> missed) {}

    record TheftJson(String store, String stolen, String sought, String tried, List<String> learned) {}

    record ComparisonJson(
            String store,
            String first,
            String second,
            double auc,
            double aucLow,
            double aucHigh,
            double aucP,
            List<String> apart) {}

    record MutantJson(String store, String mutant, List<String> caughtBy) {}

    static DrillJson of(DrillReport report) {
        return new DrillJson(
                Json.FORMAT,
                report.passed(),
                report.took().toMillis() / 1000.0,
                report.options().runs(),
                report.controls().stream()
                        .map(control -> new ControlJson(
                                name(control.store()), control.secrets(), control.patterns(), control.missed()))
                        .toList(),
                report.robberies().stream()
                        .map(theft -> new TheftJson(
                                name(theft.store()), theft.stolen(), theft.sought(), theft.tried(), theft.learned()))
                        .toList(),
                report.comparisons().stream()
                        .map(comparison -> {
                            Auc auc = comparison.distinction().screening().auc();
                            return new ComparisonJson(
                                    name(comparison.store()),
                                    comparison.first(),
                                    comparison.second(),
                                    auc.value(),
                                    auc.low(),
                                    auc.high(),
                                    auc.p(),
                                    DrillWording.evidence(comparison.distinction()));
                        })
                        .toList(),
                report.mutants().stream()
                        .map(mutant -> new MutantJson(
                                name(mutant.store()), mutant.mutant().title(), mutant.evidence()))
                        .toList());
    }

    private static String name(StoreKind store) {
        return store.name().toLowerCase(Locale.ROOT);
    }
}
