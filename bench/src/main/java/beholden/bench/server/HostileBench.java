package beholden.bench.server;

import beholden.bench.BenchReport;
import beholden.bench.Metric;
import beholden.bench.Metrics;
import beholden.bench.SyntheticPeople;
import beholden.bench.Target;
import beholden.faces.pack.ModelPack;
import beholden.ground.Folders;
import beholden.vault.setup.VaultSettings;
import com.github.freva.asciitable.AsciiTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// `bench server --hostile`: how long one agency waits for its work while an account of another does its worst.
///
/// Agency B uploads, searches and reads, one after the other: alone first, then under each [Attack] by one account of
/// agency A, with as many threads as there are clients. The server is a process of its own, at the vault's standard
/// schedule.
///
/// | metric (`server.hostile.…`) | what it is |
/// | --- | --- |
/// | `alone_p95_ms` | an upload, its search and a look at it, without an attack |
/// | `…_p95_ms`, `…_p95_ratio` | the same under an attack, and ÷ `alone_p95_ms` |
/// | `…_refused` | requests of A that were answered with 400 and above, or cut off |
/// | `…_errors` | rounds of B that were not done |
/// | `p95_ratio` | the largest of the ratios |
public final class HostileBench {
    private static final String PREFIX = "server.hostile.";
    private static final double MOST = 2;
    private static final int WARM_UP = 20;

    private final URI origin;
    private final Client honest;
    private final Onboarding.Person attacker;
    private final ServerBenchOptions options;
    private final byte[] photo;

    private HostileBench(
            URI origin, Client honest, Onboarding.Person attacker, ServerBenchOptions options, byte[] photo) {
        this.origin = origin;
        this.honest = honest;
        this.attacker = attacker;
        this.options = options;
        this.photo = photo;
    }

    /// @param options  of which the load is shared by three phases
    /// @param pack     of the server
    /// @param cache    folder of prepared weights
    /// @param photos   JPEGs with faces, at least one
    /// @param progress takes one sentence at a time
    public static BenchReport run(
            ServerBenchOptions options, ModelPack pack, Path cache, List<Path> photos, Consumer<String> progress)
            throws IOException {
        List<byte[]> uploads = new ArrayList<>();
        for (Path each : photos) uploads.add(Files.readAllBytes(each));
        Files.createDirectories(options.workFolder());
        Path folder = Files.createTempDirectory(options.workFolder(), "hostile-");
        try (MeasuredInstallation installation = new MeasuredInstallation(folder, pack, cache);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            List<Onboarding.Person> people;
            String source;
            try (RunningServer server = installation.start()) {
                Onboarding onboarding = new Onboarding(http, server);
                people = onboarding.people(2);
                source = onboarding.source();
            }
            int dimension = pack.description().template().dimension();
            new GalleryOfNobody(pack, source, new SyntheticPeople(dimension, options.seed()))
                    .fill(folder, cache, photos, options.size(), progress);
            installation.changeRate(VaultSettings.standard("example.org/bench"));
            try (RunningServer server = installation.start()) {
                Onboarding.Person attacker = people.getFirst().at(server.origin());
                Client honest = new Client(people.getLast().examiner(), uploads, 0);
                return new HostileBench(server.origin(), honest, attacker, options, uploads.getFirst())
                        .measure(progress);
            }
        } finally {
            Folders.remove(folder);
        }
    }

    /// Outcome of a time in which B worked: how long its rounds took, how many failed, how often A was refused.
    private record Phase(Spread rounds, int errors, int refused) {}

    private BenchReport measure(Consumer<String> progress) throws IOException {
        Client ofAttacker = new Client(attacker.examiner(), List.of(photo), 0);
        if (ofAttacker.search(origin) instanceof Client.Refused) throw new IOException("an idle server refuses");
        String search = ofAttacker.shown().keySet().iterator().next();
        progress.accept("the server warms up");
        for (int i = 0; i < WARM_UP; i++) honest.search(origin);
        progress.accept("agency B alone");
        Phase alone = phase(null, search);
        double usual = alone.rounds().at(0.95);
        Metrics metrics = new Metrics();
        metrics.add(PREFIX + "alone_p95_ms", usual);
        List<String[]> table = new ArrayList<>();
        double worst = 0;
        for (Attack attack : Attack.values()) {
            progress.accept("agency B while an account of A has " + attack.title());
            Phase under = phase(attack, search);
            double p95 = under.rounds().at(0.95);
            worst = Math.max(worst, p95 / usual);
            String name = PREFIX + attack.name().toLowerCase(Locale.ROOT);
            metrics.add(name + "_p95_ms", p95);
            metrics.add(name + "_p95_ratio", p95 / usual, Target.atMost(MOST));
            metrics.add(name + "_refused", under.refused());
            metrics.add(name + "_errors", under.errors(), Target.atMost(0));
            table.add(new String[] {
                attack.title(),
                Metric.readable(usual),
                Metric.readable(p95),
                Metric.readable(p95 / usual),
                Integer.toString(under.refused()),
                Integer.toString(under.errors())
            });
        }
        metrics.add(PREFIX + "p95_ratio", worst, Target.atMost(MOST));
        String[] heads = {"attack", "B's p95 alone, ms", "under attack, ms", "ratio", "refused of A", "errors of B"};
        return new BenchReport(
                metrics,
                List.of(),
                List.of(
                        System.lineSeparator() + AsciiTable.getTable(heads, table.toArray(String[][]::new)),
                        "attackers, B and the server share %d cores"
                                .formatted(Runtime.getRuntime().availableProcessors())));
    }

    private Phase phase(@Nullable Attack attack, String search) throws IOException {
        long until = System.nanoTime() + options.load().dividedBy(3).toNanos();
        AtomicInteger refused = new AtomicInteger();
        List<Double> rounds = new ArrayList<>();
        int errors = 0;
        try (ExecutorService attackers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; attack != null && i < options.clients(); i++) {
                Attack.Blow blow = attack.blow(attacker, origin, search, photo);
                attackers.submit(() -> strike(blow, until, refused));
            }
            do {
                long start = System.nanoTime();
                if (!round()) errors++;
                rounds.add((System.nanoTime() - start) / 1e6);
            } while (System.nanoTime() < until);
        }
        return new Phase(Spread.of(rounds), errors, refused.get());
    }

    /// An upload, its search, and a look at it.
    private boolean round() throws IOException {
        try {
            if (honest.search(origin) instanceof Client.Refused) return false;
            String id =
                    honest.shown().keySet().stream().reduce((_, last) -> last).orElseThrow();
            return honest.examiner().find(origin, id).status() == 200;
        } catch (WrongAnswerException _) {
            return false;
        }
    }

    private static Void strike(Attack.Blow blow, long until, AtomicInteger refused) throws IOException {
        try (blow) {
            while (System.nanoTime() < until) {
                try {
                    if (blow.strike() >= 400) refused.incrementAndGet();
                } catch (IOException _) {
                    refused.incrementAndGet();
                }
            }
        }
        return null;
    }
}
