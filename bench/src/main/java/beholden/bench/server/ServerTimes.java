package beholden.bench.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Times that a server has spent on each part of its searches since it was started.
///
/// @param steps    nanoseconds of all searches, by step
/// @param networks nanoseconds in ONNX Runtime
record ServerTimes(Map<String, Double> steps, double networks) {
    /// Names of the server's timers, in the order of a search.
    static final List<String> STEPS = List.of("decode", "detect", "template", "pictures", "scan", "seal");

    ServerTimes since(ServerTimes before) {
        Map<String, Double> spent = new LinkedHashMap<>();
        for (String step : STEPS) spent.put(step, nanos(step) - before.nanos(step));
        return new ServerTimes(spent, networks - before.networks);
    }

    double millis(String step) {
        return nanos(step) / 1e6;
    }

    double networkMillis() {
        return networks / 1e6;
    }

    private double nanos(String step) {
        Double nanos = steps.get(step);
        if (nanos == null) throw new IllegalStateException("the server has no timer of the step " + step);
        return nanos;
    }
}
