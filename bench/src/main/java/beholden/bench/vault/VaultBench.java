package beholden.bench.vault;

import beholden.bench.BenchReport;
import beholden.bench.Median;
import beholden.bench.Metrics;
import beholden.bench.Target;
import beholden.ground.Folders;
import beholden.vault.cell.CellAddress.SqliteFile;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The cost of secrecy: a vault on PostgreSQL and one on SQLite, beside a plain table with a tenant column in
/// the same PostgreSQL server, in turns in the same run.
///
/// All three write 1,000 events in one synced transaction. A ratio is the vault's time over the plain table's:
/// the price of secrecy. Reading includes decryption; caches are warm.
///
/// | metric (`vault.…` on PostgreSQL, `vault.sqlite_…` on SQLite) | what it is |
/// | --- | --- |
/// | `appends_per_s`, `ratio_plain_append` | at saturation: sealed, in the store and in the ledger |
/// | `fetch50_ms`, `fetch1000_ms`, `ratio_plain_…` | consecutive events of one agency, from anywhere in its log
/// |
/// | `open_100k_ms` | head, snapshot of 1 MiB and 50 events after it, by a vault just started |
/// | `audit_leaves_per_s` | of the ledger by itself, on all cores |
/// | `audit_cells_per_s` | of the ledger with every cell of the store |
/// | `bytes_per_cell` | of the store, with its index |
public final class VaultBench {
    static final int EVENTS_PER_TICK = 1_000;

    private static final int EVENT_BYTES = 400;
    private static final int STATE_BYTES = 1 << 20;
    private static final int EVENTS_AFTER_SNAPSHOT = 50;
    private static final int READINGS = 31;
    private static final int OPENINGS = 5;
    private static final int AUDITS = 5;
    private static final int EVENTS_OF_TARGETS = 100_000;

    private final VaultBenchOptions options;
    private final SplittableRandom random;

    private VaultBench(VaultBenchOptions options) {
        this.options = options;
        this.random = new SplittableRandom(options.seed());
    }

    /// @param progress takes one sentence at a time
    public static BenchReport run(VaultBenchOptions options, Consumer<String> progress) throws IOException {
        Files.createDirectories(options.workFolder());
        Path folder = Files.createTempDirectory(options.workFolder(), "vault-");
        try {
            return new VaultBench(options).run(folder, progress);
        } catch (SQLException e) {
            throw new IOException("the plain table cannot be measured", e);
        } finally {
            Folders.remove(folder);
        }
    }

    private BenchReport run(Path folder, Consumer<String> progress) throws IOException, SQLException {
        VaultSettings settings = VaultSettings.standard("example.org/bench")
                .withRate(EVENTS_PER_TICK, Duration.ofMillis(1))
                .withChunks(64 << 10, 1);
        progress.accept("starting PostgreSQL");
        try (BenchDatabase database = BenchDatabase.start(settings.boxLength());
                PlainTable plain = new PlainTable(database);
                MeasuredVault postgres = new MeasuredVault(
                        folder.resolve("postgres"),
                        settings.withStore(database.as("beholden_application").url()),
                        database.as("beholden_owner"));
                MeasuredVault sqlite = new MeasuredVault(
                        folder.resolve("sqlite"),
                        settings,
                        new SqliteFile(folder.resolve("sqlite").resolve(settings.store())))) {
            Metrics metrics = new Metrics();
            metrics.add("vault.events", options.events());
            progress.accept(String.format("appending %,d events to each", options.events()));
            append(List.of(postgres::append, sqlite::append, plain::append), metrics);
            progress.accept("reading");
            for (int count : new int[] {50, EVENTS_PER_TICK}) {
                read(List.of(postgres::read, sqlite::read, plain::read), count, metrics);
            }
            progress.accept("opening the agency");
            String opening = "open_" + options.events() / 1000 + "k_ms";
            metrics.add("vault." + opening, openMillis(postgres), openTarget());
            metrics.add("vault.sqlite_" + opening, openMillis(sqlite), openTarget());

            postgres.close();
            sqlite.close();
            metrics.add("vault.bytes_per_cell", plain.size("beholden.cell") / postgres.cells());
            metrics.add(
                    "vault.sqlite_bytes_per_cell",
                    (double) Files.size(folder.resolve("sqlite").resolve(settings.store())) / sqlite.cells());
            metrics.add("vault.plain_bytes_per_event", plain.size("plain") / options.events());
            progress.accept("auditing");
            audit(List.of(() -> sqlite.audit(false), () -> postgres.audit(true), () -> sqlite.audit(true)), metrics);
            return new BenchReport(metrics, List.of(), notes());
        }
    }

    /// Measures all stores in turns and takes medians; the first turn warms up.
    private static void audit(List<Auditing> ways, Metrics metrics) throws IOException {
        double[][] leaves = new double[ways.size()][AUDITS];
        for (int turn = -1; turn < AUDITS; turn++) {
            for (int way = 0; way < leaves.length; way++) {
                leaves[way][Math.max(turn, 0)] = ways.get(way).leavesPerSecond();
            }
        }
        metrics.add("vault.audit_leaves_per_s", Median.of(leaves[0]), auditTarget());
        metrics.add("vault.audit_cells_per_s", Median.of(leaves[1]), auditTarget());
        metrics.add("vault.sqlite_audit_cells_per_s", Median.of(leaves[2]), auditTarget());
    }

    private static Target auditTarget() {
        return Target.atLeast(300_000);
    }

    private static Target openTarget() {
        return Target.atMost(1_000);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(String.format("events have %d bytes; one fits in a cell", EVENT_BYTES));
        notes.add(String.format(
                "audits used %d cores, which PostgreSQL shares",
                Runtime.getRuntime().availableProcessors()));
        if (options.events() != EVENTS_OF_TARGETS) {
            notes.add(String.format(
                    "the targets are for an agency of %,d events; this one has %,d",
                    EVENTS_OF_TARGETS, options.events()));
        }
        return notes;
    }

    /// Appends 1,000 events a turn to each store, in turns; the first turn warms up.
    private void append(List<Appending> ways, Metrics metrics) throws IOException, SQLException {
        double[] seconds = new double[ways.size()];
        int turns = options.events() / EVENTS_PER_TICK;
        for (int turn = 0; turn < turns; turn++) {
            List<byte[]> events = events(EVENTS_PER_TICK);
            for (int way = 0; way < seconds.length; way++) {
                long start = System.nanoTime();
                ways.get(way).append(events);
                seconds[way] += turn == 0 ? 0 : (System.nanoTime() - start) / 1e9;
            }
        }
        double measured = (double) (turns - 1) * EVENTS_PER_TICK;
        metrics.add("vault.appends_per_s", measured / seconds[0]);
        metrics.add("vault.sqlite_appends_per_s", measured / seconds[1]);
        metrics.add("vault.plain_appends_per_s", measured / seconds[2]);
        metrics.add("vault.ratio_plain_append", seconds[0] / seconds[2]);
        metrics.add("vault.sqlite_ratio_plain_append", seconds[1] / seconds[2]);
    }

    /// Reads the same events of each store in turns, and takes medians.
    private void read(List<Reading> ways, int count, Metrics metrics) throws IOException, SQLException {
        double[][] millis = new double[ways.size()][READINGS];
        for (int turn = -READINGS; turn < READINGS; turn++) {
            int from = random.nextInt(options.events() - count + 1);
            List<List<byte[]>> answers = new ArrayList<>();
            for (int way = 0; way < millis.length; way++) {
                long start = System.nanoTime();
                answers.add(ways.get(way).read(from, count));
                millis[way][Math.max(turn, 0)] = (System.nanoTime() - start) / 1e6;
            }
            for (List<byte[]> answer : answers) {
                if (answer.size() != count
                        || !Arrays.deepEquals(
                                answer.toArray(), answers.getLast().toArray())) {
                    throw new IOException("what was read is not what was appended");
                }
            }
        }
        double plain = Median.of(millis[2]);
        metrics.add("vault.fetch" + count + "_ms", Median.of(millis[0]));
        metrics.add("vault.sqlite_fetch" + count + "_ms", Median.of(millis[1]));
        metrics.add("vault.plain_fetch" + count + "_ms", plain);
        metrics.add("vault.ratio_plain_fetch" + count, Median.of(millis[0]) / plain);
        metrics.add("vault.sqlite_ratio_plain_fetch" + count, Median.of(millis[1]) / plain);
    }

    private double openMillis(MeasuredVault vault) throws IOException {
        byte[] state = new byte[STATE_BYTES];
        random.nextBytes(state);
        vault.snapshot(state);
        vault.append(events(EVENTS_AFTER_SNAPSHOT));
        double[] millis = new double[OPENINGS];
        for (int i = 0; i < OPENINGS; i++) {
            millis[i] = vault.openAgency(EVENTS_AFTER_SNAPSHOT);
        }
        return Median.of(millis);
    }

    private List<byte[]> events(int count) {
        return Stream.generate(() -> {
                    byte[] event = new byte[EVENT_BYTES];
                    random.nextBytes(event);
                    return event;
                })
                .limit(count)
                .toList();
    }

    private interface Appending {
        void append(List<byte[]> events) throws IOException, SQLException;
    }

    private interface Auditing {
        double leavesPerSecond() throws IOException;
    }

    private interface Reading {
        List<byte[]> read(int from, int count) throws IOException, SQLException;
    }
}
