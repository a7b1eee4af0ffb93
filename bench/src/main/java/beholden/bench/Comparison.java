package beholden.bench;

import com.github.freva.asciitable.AsciiTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Numbers of a benchmark beside those of an earlier run: what got better or worse.
///
/// For example, `faces.photo_ms` of 266 after 620 is better by 57 %. A number that differs by less than 5 % is as it
/// was: that much comes and goes between two runs. Which way is better follows from the number's target, else from the
/// unit
/// in its name; of the rest it is told that they changed.
public final class Comparison {
    private static final double NOISE = 0.05;
    private static final long MOST_BYTES = 1 << 20;
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<Row> rows = new ArrayList<>();
    private final long gone;
    private int same;
    private int fresh;

    private record Row(String name, double before, double now, String verdict) {

        String change() {
            if (before == 0) return "";
            return String.format(Locale.ROOT, "%+.0f %%", 100 * (now - before) / Math.abs(before));
        }
    }

    /// @param before numbers by name
    public Comparison(Map<String, Double> before, Metrics now) {
        for (Metric metric : now.all()) {
            Double old = before.get(metric.name());
            if (old == null) {
                fresh++;
            } else if (Math.abs(metric.value() - old) <= NOISE * Math.abs(old)) {
                same++;
            } else {
                rows.add(new Row(metric.name(), old, metric.value(), verdict(metric, old)));
            }
        }
        gone = before.keySet().stream().filter(name -> !now.has(name)).count();
    }

    private static String verdict(Metric metric, double old) {
        Target.Direction good = good(metric);
        if (good == null) return "changed";
        return metric.value() > old == (good == Target.Direction.AT_LEAST) ? "better" : "worse";
    }

    private static Target.@Nullable Direction good(Metric metric) {
        if (metric.target() != null) return metric.target().direction();
        if (metric.name().endsWith("_per_s")) return Target.Direction.AT_LEAST;
        return metric.name().matches(".*_(ms|s)") ? Target.Direction.AT_MOST : null;
    }

    /// Numbers that `--json` printed.
    ///
    /// @throws IOException if the file cannot be read or is not such a one; the message names the file
    public static Map<String, Double> read(Path file) throws IOException {
        if (Files.size(file) > MOST_BYTES) throw noNumbers(file);
        Map<String, Double> numbers = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> each :
                    STRICT.readTree(file.toFile()).properties()) {
                if (!each.getValue().isNumber()) throw noNumbers(file);
                numbers.put(each.getKey(), each.getValue().asDouble());
            }
        } catch (JacksonException _) {
            throw noNumbers(file);
        }
        if (numbers.isEmpty()) throw noNumbers(file);
        return numbers;
    }

    private static IOException noNumbers(Path file) {
        return new IOException(file + ": not what a bench command prints with --json");
    }

    /// A table of what differs, then how many numbers do not. Ends without a line break.
    public String toText() {
        String rest = "%,d as before, within %.0f %%; %,d measured before and not now, %,d now and not before"
                .formatted(same, 100 * NOISE, gone, fresh);
        if (rows.isEmpty()) return rest;
        return AsciiTable.getTable(
                        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
                        rows,
                        List.of(
                                Metrics.left("metric").with(Row::name),
                                Metrics.right("before").with(row -> Metric.readable(row.before)),
                                Metrics.right("now").with(row -> Metric.readable(row.now)),
                                Metrics.right("change").with(Row::change),
                                Metrics.left("verdict").with(Row::verdict)))
                + System.lineSeparator()
                + rest;
    }
}
