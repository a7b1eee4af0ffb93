package beholden.drill.statistic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/// Measurements that a thief could take in each run of one world.
///
/// @param features their names, in one order for all runs
/// @param rows     one row per run, one number per feature
public record Runs(List<String> features, List<double[]> rows) {
    private static final int FEWEST = 8;

    public Runs {
        features = List.copyOf(features);
        rows = List.copyOf(rows);
        if (rows.size() < FEWEST) {
            throw new IllegalArgumentException(rows.size() + " runs of a world; " + FEWEST + " are the least");
        }
        for (double[] row : rows) {
            if (row.length != features.size()) {
                throw new IllegalArgumentException(row.length + " numbers for " + features.size() + " features");
            }
        }
    }

    /// @param measured the features of each run, by name; all with the same names in the same order
    public static Runs of(List<? extends SequencedMap<String, Double>> measured) {
        List<String> names = List.copyOf(measured.getFirst().keySet());
        List<double[]> rows = new ArrayList<>();
        for (SequencedMap<String, Double> run : measured) {
            if (!List.copyOf(run.keySet()).equals(names)) {
                throw new IllegalArgumentException("runs with different features: " + names + " and " + run.keySet());
            }
            rows.add(run.values().stream().mapToDouble(Double::doubleValue).toArray());
        }
        return new Runs(names, rows);
    }

    /// These runs, measured by the given features alone.
    Runs only(Set<String> names) {
        int[] kept = IntStream.range(0, features.size())
                .filter(f -> names.contains(features.get(f)))
                .toArray();
        List<double[]> fewer = new ArrayList<>();
        for (double[] row : rows)
            fewer.add(Arrays.stream(kept).mapToDouble(f -> row[f]).toArray());
        return new Runs(Arrays.stream(kept).mapToObj(features::get).toList(), fewer);
    }

    double[] column(int feature) {
        return rows.stream().mapToDouble(row -> row[feature]).toArray();
    }

    /// These columns of every run.
    double[][] only(int[] columns) {
        return rows.stream()
                .map(row -> Arrays.stream(columns).mapToDouble(f -> row[f]).toArray())
                .toArray(double[][]::new);
    }
}
