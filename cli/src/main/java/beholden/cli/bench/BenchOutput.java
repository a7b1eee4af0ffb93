package beholden.cli.bench;

import beholden.bench.BenchReport;
import beholden.bench.Comparison;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

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

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            converter = EarlierNumbers.class,
            description = "what --json printed earlier: tells besides what got better or worse since")
    private @Nullable Map<String, Double> earlier;

    /// Reads the file before anything is measured.
    private static final class EarlierNumbers implements ITypeConverter<Map<String, Double>> {
        @Override
        public Map<String, Double> convert(String file) throws IOException {
            try {
                return Comparison.read(Path.of(file));
            } catch (NoSuchFileException _) {
                throw new TypeConversionException(file + ": there is no such file");
            } catch (IOException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

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

    /// Prints the report, and a comparison after it; beside JSON that goes to standard error.
    int print(BenchReport report, @Nullable CommandSpec spec) {
        PrintWriter out = Commands.out(spec);
        out.println(json ? report.metrics().toJson() : report.toText());
        out.flush();
        if (earlier != null) {
            PrintWriter beside = json ? Commands.err(spec) : out;
            beside.println(new Comparison(earlier, report.metrics()).toText());
            beside.flush();
        }
        return ExitStatus.FINE;
    }
}
