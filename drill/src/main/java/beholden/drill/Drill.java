package beholden.drill;

import beholden.drill.search.ByteSearch;
import beholden.drill.search.KnownSecret;
import beholden.drill.search.Sighting;
import beholden.drill.statistic.Comparison;
import beholden.drill.statistic.Distinction;
import beholden.drill.statistic.Runs;
import beholden.drill.world.CapturedLog;
import beholden.drill.world.KnownVault;
import beholden.drill.world.Mutant;
import beholden.drill.world.PostgresServer;
import beholden.drill.world.Victim;
import beholden.drill.world.World;
import beholden.drill.world.WorldRun;
import beholden.ground.Folders;
import beholden.vault.setup.VaultParts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Robs vaults whose secrets it knows and reports what a thief learns; then checks that it would have noticed.
///
/// One drill at a time in a process: it listens to all loggers.
public final class Drill {
    /// Fewer runs than the comparison of honest worlds: a mutant differs grossly or not at all.
    private static final int MUTANT_RUNS = DrillOptions.FEWEST_RUNS;

    /// Runs of a mutant whose logs are searched for secrets.
    private static final int SEARCHED_RUNS = 1;

    /// Steps of a drill that take their time.
    enum Part {
        WORLDS,
        MUTANTS
    }

    private final DrillOptions options;
    private final DrillProgress progress;
    private final Set<Part> parts;
    private final long total;
    private long done;
    private int vaults;

    private final List<Control> controls = new ArrayList<>();
    private final List<Robbery> robberies = new ArrayList<>();
    private final List<WorldComparison> comparisons = new ArrayList<>();
    private final List<CaughtMutant> mutants = new ArrayList<>();

    /// Sightings in the logs of honest worlds of the store at hand; they prove nothing of a mutant.
    private final Set<Sighting> honestSightings = new HashSet<>();

    private Drill(DrillOptions options, DrillProgress progress, Set<Part> parts) {
        this.options = options;
        this.progress = progress;
        this.parts = parts;
        long honest = (long) options.runs() * (1 + World.OTHERS.size());
        // A mutant that is caught is suspected first, and so run twice as often.
        long mutated = Mutant.values().length * 4L * MUTANT_RUNS;
        this.total = options.stores().size() * (1 + honest + mutated);
    }

    /// @throws IOException if a vault, a server or a file of the drill's own fails: that says nothing of secrecy
    public static DrillReport run(DrillOptions options, DrillProgress progress) throws IOException {
        return run(options, progress, EnumSet.allOf(Part.class));
    }

    /// The thefts and their control, and of the hundreds of runs that worlds and mutants take only these.
    static DrillReport run(DrillOptions options, DrillProgress progress, Set<Part> parts) throws IOException {
        Instant begun = Instant.now();
        Drill drill = new Drill(options, progress, parts);
        Files.createDirectories(options.work());
        Path work = Files.createTempDirectory(options.work(), "drill-");
        try {
            for (StoreKind store : options.stores()) drill.run(store, work);
        } finally {
            Folders.remove(work);
        }
        return new DrillReport(
                begun,
                Duration.between(begun, Instant.now()),
                options,
                drill.controls,
                drill.robberies,
                drill.comparisons,
                drill.mutants);
    }

    private void run(StoreKind store, Path work) throws IOException {
        switch (store) {
            case SQLITE -> run(store, work, null);
            case POSTGRES -> {
                try (PostgresServer server = PostgresServer.start(work.resolve("server"), Victim.BOX)) {
                    run(store, work, server);
                }
            }
        }
    }

    private void run(StoreKind store, Path work, @Nullable PostgresServer server) throws IOException {
        List<KnownSecret> secrets;
        try {
            secrets = rob(store, work, server);
        } catch (SQLException e) {
            throw new IOException("the drill's PostgreSQL server does not answer", e);
        }
        if (parts.contains(Part.WORLDS)) compare(store, work, server);
        if (parts.contains(Part.MUTANTS)) {
            for (Mutant mutant : Mutant.values()) mutants.add(tryMutant(store, mutant, work, server));
        }
        // Last, since it leaves secrets in the server's files.
        try {
            control(store, secrets, work, server);
        } catch (SQLException e) {
            throw new IOException("the plain table cannot be made", e);
        }
    }

    private List<KnownSecret> rob(StoreKind store, Path work, @Nullable PostgresServer server)
            throws IOException, SQLException {
        step(store.title() + ": thefts");
        Path loot = work.resolve("loot");
        try (CapturedLog log = CapturedLog.open();
                KnownVault known = KnownVault.of(victim(work, server), options.seed())) {
            List<KnownSecret> secrets = known.secrets();
            ByteSearch search = new ByteSearch(secrets);
            robberies.addAll(new FolderThefts(store, known, search, loot).all());
            if (server != null) {
                String database = known.victim().name();
                robberies.addAll(new DatabaseThefts(server, database, search, work.resolve("dump")).all());
                robberies.add(new CredentialTheft(server, database).run(known.labels(), options.seed()));
            }
            robberies.addAll(new KeyThefts(store, known, search, loot).all());
            robberies.add(new LogTheft(store, known, log, loot).run());
            return secrets;
        } finally {
            Folders.remove(loot);
            Folders.remove(work.resolve("dump"));
        }
    }

    private void compare(StoreKind store, Path work, @Nullable PostgresServer server) throws IOException {
        List<World> worlds = new ArrayList<>(World.OTHERS);
        worlds.addFirst(World.UNEVEN);
        Samples samples = new Samples(store, work, server, worlds, options.runs(), UnaryOperator.identity());
        honestSightings.clear();
        for (World other : World.OTHERS) {
            Distinction distinction = Distinction.between(
                    round -> samples.of(World.UNEVEN, round), round -> samples.of(other, round), options.seed());
            comparisons.add(
                    new WorldComparison(store, World.UNEVEN.title(), other.title(), options.runs(), distinction));
        }
        for (Sighting sighting : samples.sightings) honestSightings.add(sighting.withoutOffset());
    }

    private CaughtMutant tryMutant(StoreKind store, Mutant mutant, Path work, @Nullable PostgresServer server)
            throws IOException {
        World none = World.OTHERS.getLast();
        Samples samples = new Samples(store, work, server, List.of(World.UNEVEN, none), MUTANT_RUNS, mutant::applied);
        Distinction distinction = Distinction.between(
                round -> samples.of(World.UNEVEN, round), round -> samples.of(none, round), options.seed());
        List<Sighting> sightings = samples.sightings.stream()
                .filter(sighting -> !honestSightings.contains(sighting.withoutOffset()))
                .toList();
        return CaughtMutant.of(store, mutant, sightings, distinction.without(leaksWithoutMutant(store)));
    }

    /// Leaves out features that tell honest worlds apart: they prove nothing of a mutant.
    private Set<String> leaksWithoutMutant(StoreKind store) {
        return comparisons.stream()
                .filter(comparison -> comparison.store() == store)
                .flatMap(comparison -> comparison.distinction().leaks().stream())
                .map(Comparison.Feature::name)
                .collect(Collectors.toSet());
    }

    private void control(StoreKind store, List<KnownSecret> secrets, Path work, @Nullable PostgresServer server)
            throws IOException, SQLException {
        Path folder = Files.createDirectories(work.resolve("plain"));
        ByteSearch search = new ByteSearch(secrets);
        if (server == null) {
            Path file = folder.resolve("plain.sqlite");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
                PlainTable.fill(connection, "BLOB", secrets);
            }
            controls.add(PlainTable.control(store, search, secrets, List.of(file)));
            return;
        }
        server.create("plain");
        Path file = folder.resolve("plain.table");
        try (Connection superuser = server.superuser("plain")) {
            PlainTable.fill(superuser, "bytea", secrets);
            PostgresServer.copyTableFile(superuser, "plain", file);
        }
        controls.add(PlainTable.control(store, search, secrets, List.of(file)));
        server.drop("plain");
    }

    private Victim victim(Path work, @Nullable PostgresServer server) {
        vaults++;
        // All names are as long as each other: settings name the database, and their length is measured.
        String name = "vault_%08d".formatted(vaults);
        return new Victim(work.resolve(name), server, name);
    }

    private void step(String doing) {
        progress.at(doing, Math.min(done, total), total);
        done++;
    }

    /// Runs of worlds, made when they are asked for and kept, since one world is compared with several others.
    private final class Samples {
        private final StoreKind store;
        private final Path work;
        private final @Nullable PostgresServer server;
        private final List<World> worlds;
        private final int runs;
        private final UnaryOperator<VaultParts> parts;
        private final Map<String, Runs> made = new HashMap<>();
        private final List<Sighting> sightings = new ArrayList<>();

        Samples(
                StoreKind store,
                Path work,
                @Nullable PostgresServer server,
                List<World> worlds,
                int runs,
                UnaryOperator<VaultParts> parts) {
            this.store = store;
            this.work = work;
            this.server = server;
            this.worlds = worlds;
            this.runs = runs;
            this.parts = parts;
        }

        Runs of(World world, int round) throws IOException {
            if (!made.containsKey(key(world, round))) make(round);
            return Objects.requireNonNull(made.get(key(world, round)), "a world that is not among these");
        }

        /// The worlds take turns: a server grows older from run to run, which must not look like a difference of
        /// worlds.
        private void make(int round) throws IOException {
            Map<World, List<SequencedMap<String, Double>>> measured = new LinkedHashMap<>();
            for (int run = 0; run < runs; run++) {
                for (int turn = 0; turn < worlds.size(); turn++) {
                    World world = worlds.get((run + turn) % worlds.size());
                    step(store.title() + ": " + world.title());
                    // No two runs of a drill share what happens in them.
                    long seed = options.seed() * 1_000_003 + vaults;
                    WorldRun robbed =
                            WorldRun.of(world, victim(work, server), parts.apply(VaultParts.standard()), seed);
                    measured.computeIfAbsent(world, _ -> new ArrayList<>()).add(robbed.features());
                    if (round == 0 && run < SEARCHED_RUNS) {
                        sightings.addAll(new ByteSearch(robbed.secrets())
                                .in(String.join("\n", robbed.log()), CapturedLog.PLACE));
                    }
                }
            }
            measured.forEach((world, rows) -> made.put(key(world, round), Runs.of(rows)));
        }

        private static String key(World world, int round) {
            return round + " " + world;
        }
    }
}
