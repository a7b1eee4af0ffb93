package beholden.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Findings of a drill.
///
/// @param begun       when it began
/// @param took        how long it took
/// @param options     what was asked for
/// @param controls    one for each store
/// @param robberies   one for each theft and store
/// @param comparisons of worlds
/// @param mutants     each of them on each store
public record DrillReport(
        Instant begun,
        Duration took,
        DrillOptions options,
        List<Control> controls,
        List<Robbery> robberies,
        List<WorldComparison> comparisons,
        List<CaughtMutant> mutants) {
    public DrillReport {
        controls = List.copyOf(controls);
        robberies = List.copyOf(robberies);
        comparisons = List.copyOf(comparisons);
        mutants = List.copyOf(mutants);
    }

    /// Whether no theft yielded anything, no worlds were told apart, every mutant was caught, and the search that
    /// found nothing finds what lies in the open.
    public boolean passed() {
        return controls.stream().allMatch(Control::sees)
                && robberies.stream().allMatch(Robbery::withstood)
                && comparisons.stream().allMatch(WorldComparison::withstood)
                && mutants.stream().allMatch(CaughtMutant::caught);
    }
}
