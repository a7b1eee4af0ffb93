package beholden.bench;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// The numbers of a benchmark in the order they were measured, each under one name.
///
/// Not safe for use by several threads.
public final class Metrics {
    private final Map<String, Metric> byName = new LinkedHashMap<>();

    /// A number that is only reported.
    public void add(String name, double value) {
        add(new Metric(name, value, null));
    }

    public void add(String name, double value, Target target) {
        add(new Metric(name, value, target));
    }

    private void add(Metric metric) {
        if (byName.putIfAbsent(metric.name(), metric) != null) {
            throw new IllegalArgumentException(metric.name() + ": measured twice in one benchmark");
        }
    }

    /// All numbers of `others` after those already here.
    public void addAll(Metrics others) {
        others.all().forEach(this::add);
    }

    public boolean has(String name) {
        return byName.containsKey(name);
    }

    /// @throws IllegalArgumentException if nothing of that name was measured
    public double value(String name) {
        Metric metric = byName.get(name);
        if (metric == null) {
            throw new IllegalArgumentException(name + ": not measured; there are " + byName.keySet());
        }
        return metric.value();
    }

    public Collection<Metric> all() {
        return Collections.unmodifiableCollection(byName.values());
    }

    /// Whether every number that has a target reaches it.
    public boolean targetsMet() {
        return byName.values().stream()
                .allMatch(metric -> metric.target() == null || metric.target().isMetBy(metric.value()));
    }

    /// A table for a terminal: metric, measured, target, verdict (met, missed or nothing). Ends without a line break.
    public String toTable() {
        return AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
                byName.values(),
                List.of(
                        left("metric").with(Metric::name),
                        right("measured").with(metric -> Metric.readable(metric.value())),
                        right("target")
                                .with(metric -> metric.target() == null
                                        ? ""
                                        : metric.target().toString()),
                        left("verdict").with(Metric::verdict)));
    }

    /// One flat JSON object of metric to number, in the order of measurement.
    public String toJson() {
        Map<String, Double> numbers = new LinkedHashMap<>();
        byName.values().forEach(metric -> numbers.put(metric.name(), metric.value()));
        return JsonMapper.shared().writeValueAsString(numbers);
    }

    static Column left(String header) {
        return new Column().header(header).headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT);
    }

    static Column right(String header) {
        return new Column().header(header).headerAlign(HorizontalAlign.RIGHT).dataAlign(HorizontalAlign.RIGHT);
    }
}
