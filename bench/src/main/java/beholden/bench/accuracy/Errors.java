package beholden.bench.accuracy;

import beholden.bench.Metrics;
import beholden.bench.Target;
import beholden.faces.calibration.PeopleBootstrap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Error rates of a set of photos by one set of labels, each with the interval that other people would give.
final class Errors {
    private Errors() {}

    /// Rates of two photos compared.
    ///
    /// @param prefix of the metrics' names, with its last dot
    static void compare(String prefix, AllPairs all, Map<String, Target> targets, Metrics into) {
        Map<String, Function<PairScores, Double>> rates = new LinkedHashMap<>();
        rates.put("tar_far_1e-4", pairs -> pairs.trueAcceptRate(pairs.threshold(1e-4)));
        rates.put("tar_far_1e-6", pairs -> pairs.trueAcceptRate(pairs.threshold(1e-6)));
        rates.put("threshold_far_1e-4", pairs -> pairs.threshold(1e-4));
        rates.put("threshold_far_1e-6", pairs -> pairs.threshold(1e-6));
        addAll(prefix, rates, all.scores(), all::among, all.labels().people(), targets, into);
    }

    /// Rates of one photo searched in a gallery.
    static void search(String prefix, OpenSetSearch search, int people, Metrics into) {
        Map<String, Function<OpenSetSearch, Double>> rates = new LinkedHashMap<>();
        rates.put("fnir_fpir_1e-2", of -> of.fnir(of.threshold(1e-2)));
        rates.put("fnir_fpir_1e-3", of -> of.fnir(of.threshold(1e-3)));
        rates.put("rank_one", OpenSetSearch::rankOne);
        addAll(prefix, rates, search, search::among, people, Map.of(), into);
    }

    private static <T> void addAll(
            String prefix,
            Map<String, Function<T, Double>> rates,
            T measured,
            Function<int[], T> among,
            int people,
            Map<String, Target> targets,
            Metrics into) {
        PeopleBootstrap.Interval[] intervals = PeopleBootstrap.intervals(people, drawn -> {
            T redrawn = among.apply(drawn);
            return rates.values().stream()
                    .mapToDouble(rate -> rate.apply(redrawn))
                    .toArray();
        });
        int i = 0;
        for (Map.Entry<String, Function<T, Double>> rate : rates.entrySet()) {
            String name = prefix + rate.getKey();
            add(name, rate.getValue().apply(measured), targets.get(rate.getKey()), intervals[i++], into);
        }
    }

    /// A figure and the ends of its interval, as `name`, `name_low` and `name_high`.
    static void add(
            String name, double value, @Nullable Target target, PeopleBootstrap.Interval interval, Metrics into) {
        if (target == null) into.add(name, value);
        else into.add(name, value, target);
        into.add(name + "_low", interval.low());
        into.add(name + "_high", interval.high());
    }
}
