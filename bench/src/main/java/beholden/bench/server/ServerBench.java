package beholden.bench.server;

import beholden.bench.BenchReport;
import beholden.bench.LinePlot;
import beholden.bench.Metrics;
import beholden.bench.SyntheticPeople;
import beholden.bench.Target;
import beholden.faces.pack.ModelPack;
import beholden.ground.Folders;
import beholden.ledger.AuditReport;
import beholden.vault.setup.VaultSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.ZipInputStream;

/// `bench server`: searches over HTTP in a server that is a process of its own, from the upload of a group photo to
/// its candidates.
///
/// One client alone, then many at once, at the vault's standard schedule; then many at a schedule that limits
/// nobody. Both times the server is killed under them and started again, and everything that was answered is
/// asked for.
///
/// | metric (`server.…`) | what it is |
/// | --- | --- |
/// | `search_…` | one client alone: upload and search, with the way there and back |
/// | `decode_…` to `seal_…` | the server's own steps of it; `other_…`: all the rest |
/// | `ratio_least` | that search ÷ its time in ONNX Runtime, in the scan, and in waiting for its record |
/// | `ratio_seal_schedule` | the wait for the record ÷ what the schedule makes of it |
/// | `scheduled_…` | many clients at the standard schedule; the limit is its cells ÷ those of a record, or the cores as
/// below |
/// | `loaded_…` | many clients at the fast schedule; the limit is all cores in ONNX Runtime and scan alone |
/// | `lost`, `changed`, `twice`, `half`, `unasked` | searches after the two kills, of those `checked` |
public final class ServerBench {
    private static final int CANDIDATES = 20;
    private static final double OF_THE_CORES = 0.6;
    private static final VaultSettings STANDARD = VaultSettings.standard("example.org/bench");

    private final ServerBenchOptions options;
    private final List<Path> photos;
    private final List<byte[]> uploads = new ArrayList<>();
    private final Metrics metrics = new Metrics();
    private final Map<String, Spread> plotted = new LinkedHashMap<>();
    private final Consumer<String> progress;
    private final List<Client> clients = new ArrayList<>();
    private long faces;

    private ServerBench(ServerBenchOptions options, List<Path> photos, Consumer<String> progress) throws IOException {
        this.options = options;
        this.photos = photos;
        this.progress = progress;
        for (Path photo : photos) uploads.add(Files.readAllBytes(photo));
    }

    /// @param pack     of the server
    /// @param cache    folder of prepared weights
    /// @param photos   JPEGs with faces, at least one: enrolled, and uploaded as probes
    /// @param progress takes one sentence at a time
    public static BenchReport run(
            ServerBenchOptions options, ModelPack pack, Path cache, List<Path> photos, Consumer<String> progress)
            throws IOException {
        Files.createDirectories(options.workFolder());
        Path folder = Files.createTempDirectory(options.workFolder(), "server-");
        try (MeasuredInstallation installation = new MeasuredInstallation(folder, pack, cache);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()) {
            ServerBench bench = new ServerBench(options, photos, progress);
            String source = bench.onboard(installation, http);
            SyntheticPeople people =
                    new SyntheticPeople(pack.description().template().dimension(), options.seed());
            bench.faces =
                    new GalleryOfNobody(pack, source, people).fill(folder, cache, photos, options.size(), progress);
            return bench.measure(installation);
        } finally {
            Folders.remove(folder);
        }
    }

    /// @return id of the source that the gallery's faces are to be of
    private String onboard(MeasuredInstallation installation, HttpClient http) throws IOException {
        progress.accept("letting %d examiners in".formatted(options.clients()));
        try (RunningServer server = installation.start()) {
            Onboarding people = new Onboarding(http, server);
            List<Examiner> examiners = people.examiners(options.clients());
            for (Examiner examiner : examiners) clients.add(new Client(examiner, uploads, clients.size()));
            return people.source();
        }
    }

    private BenchReport measure(MeasuredInstallation installation) throws IOException {
        metrics.add("server.faces", faces);
        installation.changeRate(STANDARD);
        double leastMillis = scheduled(installation);
        installation.changeRate(MeasuredInstallation.FAST);
        Aftermath first;
        try (RunningServer server = installation.start()) {
            first = inspect(server);
            loaded(server, leastMillis);
        }
        progress.accept("starting the killed server again");
        try (RunningServer server = installation.start()) {
            metrics.add("server.start_after_kill_s", server.startSeconds());
            survived(first, inspect(server));
        }
        progress.accept("auditing");
        audit(installation);
        return new BenchReport(metrics, List.of(plot()), notes());
    }

    /// @return milliseconds in ONNX Runtime and scan, of a search
    private double scheduled(MeasuredInstallation installation) throws IOException {
        try (RunningServer server = installation.start()) {
            metrics.add("server.start_s", server.startSeconds());
            OneByOne alone = OneByOne.measure(server, clients.getFirst(), options.searches(), photos.size(), progress);
            int cells = cellsOfARecord(server);
            double ticks = (double) cells / STANDARD.cellsPerTick();
            double tickSeconds = STANDARD.tick().toMillis() / 1e3;
            metrics.add("server.cells_per_record", cells);
            // somewhere in a tick, then whole ones
            alone.addTo(metrics, 1e3 * tickSeconds * (ticks - 0.5));
            plotted.put("one client", alone.whole());
            progress.accept("%d clients at the standard schedule".formatted(clients.size()));
            Load.Outcome outcome = Load.untilKilled(server, clients, options.load());
            double bySchedule = 1 / (tickSeconds * ticks);
            double byCores = byCores(alone.leastMillis());
            report("scheduled", outcome, Math.min(bySchedule, byCores), bySchedule < byCores ? 0.9 : OF_THE_CORES);
            plotted.put(clients.size() + " clients, standard schedule", outcome.whole());
            return alone.leastMillis();
        }
    }

    private void loaded(RunningServer server, double leastMillis) throws IOException {
        progress.accept("%d clients at a schedule that limits nobody".formatted(clients.size()));
        Load.Outcome outcome = Load.untilKilled(server, clients, options.load());
        report("loaded", outcome, byCores(leastMillis), OF_THE_CORES);
        plotted.put(clients.size() + " clients, fast schedule", outcome.whole());
    }

    /// Searches a second that all cores could do, were they in ONNX Runtime and in the scan all the time.
    private static double byCores(double leastMillis) {
        return Runtime.getRuntime().availableProcessors() / (leastMillis / 1e3);
    }

    private void report(String name, Load.Outcome outcome, double limit, double aim) {
        String prefix = "server." + name;
        outcome.addTo(metrics, prefix);
        metrics.add(prefix + "_per_s", outcome.perSecond());
        metrics.add(prefix + "_limit_per_s", limit);
        metrics.add(prefix + "_ratio_limit", outcome.perSecond() / limit, Target.atLeast(aim));
        metrics.add(prefix + "_under_way_at_kill", outcome.cutOff());
    }

    /// After a kill and a new start.
    private Aftermath inspect(RunningServer server) throws IOException {
        progress.accept("asking for every search");
        return Aftermath.inspect(server.origin(), clients, faces, CANDIDATES);
    }

    private void survived(Aftermath first, Aftermath second) {
        Aftermath both = first.plus(second);
        metrics.add("server.checked", second.known());
        metrics.add("server.lost", both.lost(), Target.atMost(0));
        metrics.add("server.changed", both.changed(), Target.atMost(0));
        metrics.add("server.twice", both.twice(), Target.atMost(0));
        metrics.add("server.half", both.half(), Target.atMost(0));
        metrics.add("server.unasked", both.unasked(), Target.atMost(0));
        metrics.add("server.recorded_unanswered", both.cutOff());
    }

    private void audit(MeasuredInstallation installation) throws IOException {
        metrics.add("server.unreadable_records", installation.damages(), Target.atMost(0));
        AuditReport audit = installation.audit();
        metrics.add("server.audited_cells", audit.cells());
        metrics.add("server.audit_findings", audit.findings().size(), Target.atMost(0));
    }

    /// Cells of a search that was just made: its proof has one part for each.
    private int cellsOfARecord(RunningServer server) throws IOException {
        Client client = clients.getFirst();
        String id = client.shown().keySet().stream().reduce((_, last) -> last).orElseThrow();
        byte[] proof = client.examiner()
                .proof(server.origin(), id)
                .expect(200)
                .response()
                .body();
        int cells = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(proof))) {
            while (zip.getNextEntry() != null) cells++;
        }
        return cells;
    }

    private Path plot() throws IOException {
        List<LinePlot.Line> lines = new ArrayList<>();
        plotted.forEach((name, spread) -> {
            int count = spread.millis().length;
            double[] shares = IntStream.rangeClosed(1, count)
                    .mapToDouble(i -> 100.0 * i / count)
                    .toArray();
            lines.add(new LinePlot.Line(name, shares, spread.millis()));
        });
        return new LinePlot(
                        "From upload to candidates, %,d faces".formatted(faces),
                        new LinePlot.Axis("share of searches, %", false),
                        new LinePlot.Axis("milliseconds", true),
                        lines)
                .writeTo(options.plots().resolve("server-latency.png"));
    }

    private List<String> notes() {
        return List.of(
                "%d photos, %.1f MB; clients and server share %d cores"
                        .formatted(
                                photos.size(),
                                uploads.stream()
                                                .mapToLong(bytes -> bytes.length)
                                                .sum()
                                        / 1e6,
                                Runtime.getRuntime().availableProcessors()),
                "the pictures of probes are sealed later, two chunks a search: at the standard schedule those of one"
                        + " search every %.1f s"
                                .formatted(2
                                        * STANDARD.ticksPerChunk()
                                        * STANDARD.tick().toMillis()
                                        / 1000.0));
    }
}
