package beholden.cli.bench;

import beholden.bench.BenchReport;
import beholden.cli.terminal.ExitStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/// Report and plots of a bench command, with the options that every one of them has.
final class BenchOutput {
    @Option(names = "--json", description = "print one flat JSON object of metric and number")
    private boolean json;

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            defaultValue = "beholden-bench",
            description = "folder for the PNG plots (default: ${DEFAULT-VALUE})")
    private Path plots = Path.of("beholden-bench");

    Path plots() {
        return plots;
    }

    /// Takes a line at a time on standard error, so that standard output holds the result alone.
    Consumer<String> progress(PrintWriter err) {
        return line -> {
            if (json) return;
            err.println(line + " …");
            err.flush();
        };
    }

    int print(BenchReport report, PrintWriter out) {
        out.println(json ? report.metrics().toJson() : report.toText());
        out.flush();
        return ExitStatus.FINE;
    }
}
