package beholden.bench.server;

import beholden.bench.Metrics;
import beholden.bench.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// One client that searches alone: every step's time is the search's own.
///
/// @param searches what each took, as the client saw it
/// @param steps    what the server did for each
record OneByOne(List<Client.Timed> searches, List<ServerTimes> steps) {
    /// Rounds over all photos before the measurement: enough for the just-in-time compiler.
    private static final int WARM_UP_ROUNDS = 3;

    OneByOne {
        searches = List.copyOf(searches);
        steps = List.copyOf(steps);
    }

    static OneByOne measure(RunningServer server, Client client, int count, int photos, Consumer<String> progress)
            throws IOException {
        for (int i = 0; i < Math.min(count, WARM_UP_ROUNDS * photos); i++) search(server, client);
        List<Client.Timed> searches = new ArrayList<>();
        List<ServerTimes> steps = new ArrayList<>();
        int tenth = Math.max(1, count / 10);
        ServerTimes before = server.times();
        while (searches.size() < count) {
            if (searches.size() % tenth == 0) {
                progress.accept("one client: %,d of %,d searches".formatted(searches.size(), count));
            }
            searches.add(search(server, client));
            ServerTimes after = server.times();
            steps.add(after.since(before));
            before = after;
        }
        return new OneByOne(searches, steps);
    }

    private static Client.Timed search(RunningServer server, Client client) throws IOException {
        return switch (client.search(server.origin())) {
            case Client.Timed timed -> timed;
            case Client.Refused _ -> throw new IOException("the server is too busy for a client that is alone with it");
        };
    }

    Spread whole() {
        return Spread.of(searches.stream().map(Client.Timed::millis).toList());
    }

    /// Milliseconds of a search that a server with nothing else to do would need too: ONNX Runtime and the scan.
    double leastMillis() {
        return steps.stream()
                .mapToDouble(step -> step.networkMillis() + step.millis("scan"))
                .average()
                .orElseThrow();
    }

    /// @param sealMillis what the schedule makes of the wait for the record, at the median
    void addTo(Metrics metrics, double sealMillis) {
        whole().addTo(metrics, "server.search");
        Map<String, List<Double>> parts = new LinkedHashMap<>();
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < searches.size(); i++) {
            ServerTimes step = steps.get(i);
            double all = 0;
            for (String name : ServerTimes.STEPS) {
                all += step.millis(name);
                parts.computeIfAbsent(name, _ -> new ArrayList<>()).add(step.millis(name));
            }
            double whole = searches.get(i).millis();
            parts.computeIfAbsent("other", _ -> new ArrayList<>()).add(whole - all);
            ratios.add(whole / (step.networkMillis() + step.millis("scan") + step.millis("seal")));
        }
        parts.forEach((name, millis) -> Spread.of(millis).addTo(metrics, "server." + name));
        Spread.of(searches.stream().map(Client.Timed::uploadMillis).toList()).addTo(metrics, "server.upload");
        Spread.of(searches.stream().map(Client.Timed::searchMillis).toList()).addTo(metrics, "server.candidates");
        metrics.add("server.ratio_least", Spread.of(ratios).median(), Target.atMost(1.5));
        metrics.add("server.seal_schedule_ms", sealMillis);
        metrics.add(
                "server.ratio_seal_schedule",
                Spread.of(parts.getOrDefault("seal", List.of())).median() / sealMillis,
                Target.atMost(1.2));
    }
}
