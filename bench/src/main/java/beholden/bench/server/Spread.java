package beholden.bench.server;

import beholden.bench.Metrics;
import java.util.Arrays;
import java.util.Collection;

/// How long repeated things took, in milliseconds, shortest first.
@SuppressWarnings("ArrayRecordComponent") // made once, read only
record Spread(double[] millis) {
    Spread {
        if (millis.length == 0) throw new IllegalArgumentException("nothing was measured");
    }

    static Spread of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return new Spread(sorted);
    }

    /// The value that a share of all does not exceed: the nearest rank.
    double at(double share) {
        return millis[Math.max(0, (int) Math.ceil(share * millis.length) - 1)];
    }

    double median() {
        return at(0.5);
    }

    double mean() {
        return Arrays.stream(millis).average().orElseThrow();
    }

    /// Adds `name_p50_ms` and `name_p95_ms`.
    void addTo(Metrics metrics, String name) {
        metrics.add(name + "_p50_ms", median());
        metrics.add(name + "_p95_ms", at(0.95));
    }
}
