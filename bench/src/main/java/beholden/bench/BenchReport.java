package beholden.bench;

import java.nio.file.Path;
import java.util.List;

/// Findings of a benchmark.
///
/// @param metrics the numbers
/// @param plots   PNG files it wrote
/// @param notes   sentences a reader of the numbers must know: what was left out and why, at which size it was
///     measured
public record BenchReport(Metrics metrics, List<Path> plots, List<String> notes) {
    public BenchReport {
        plots = List.copyOf(plots);
        notes = List.copyOf(notes);
    }

    /// The table, then the notes, then where the plots are.
    public String toText() {
        StringBuilder text = new StringBuilder(metrics.toTable());
        notes.forEach(
                note -> text.append(System.lineSeparator()).append("note: ").append(note));
        plots.forEach(
                plot -> text.append(System.lineSeparator()).append("plot: ").append(plot));
        return text.toString();
    }
}
