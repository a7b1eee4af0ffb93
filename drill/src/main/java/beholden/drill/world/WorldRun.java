package beholden.drill.world;

import beholden.drill.search.KnownSecret;
import beholden.ground.Folders;
import beholden.vault.Vault;
import beholden.vault.cell.Cell;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.CellStores;
import beholden.vault.cell.Label;
import beholden.vault.key.RootKey;
import beholden.vault.key.Secret;
import beholden.vault.setup.VaultParts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;

/// One run of a world, with a thief at its end.
///
/// @param features what the thief measures, by name
/// @param log      what the program logged
/// @param secrets  what the thief must not find, the agencies' labels not among them
public record WorldRun(SequencedMap<String, Double> features, List<String> log, List<KnownSecret> secrets) {
    public WorldRun {
        log = List.copyOf(log);
        secrets = List.copyOf(secrets);
    }

    /// Makes a vault, lets a world happen in it, robs it and removes it.
    ///
    /// @param victim its folder is absent, and absent again afterwards
    /// @param seed   of what happens; keys and dummies are fresh each time
    public static WorldRun of(World world, Victim victim, VaultParts parts, long seed) throws IOException {
        Path first = sibling(victim, "-first-copy");
        Path second = sibling(victim, "-second-copy");
        try (CapturedLog log = CapturedLog.open();
                RootKey root = RootKey.of(Secret.random(RootKey.DERIVED_BYTES))) {
            try (Vault vault = victim.create(root, parts)) {
                ServerTrace trace = ServerTrace.of(victim.server());
                History history = new History(vault, world, seed);
                long[] sizes = new long[Timeline.TICKS + 1];
                sizes[0] = vault.ledger().size();
                for (int tick = 0; tick < Timeline.TICKS; tick++) {
                    if (tick == Timeline.TICKS / 2) Folders.copy(victim.folder(), first);
                    history.advance(tick);
                    sizes[tick + 1] = vault.ledger().size();
                }
                history.end();
                Folders.copy(victim.folder(), second);
                Features features = new Features();
                trace.measure(features);
                List<Cell> cells = cells(features, victim, second, history.insiderLabels());
                BoxFeatures.measure(features, cells);
                FolderFeatures.measure(features, first, second);
                ledger(features, second, cells, history.insiderLabels(), sizes);
                log(features, log.lines());
                return new WorldRun(features.measured(), log.lines(), history.secrets());
            }
        } finally {
            Folders.remove(victim.folder());
            Folders.remove(first);
            Folders.remove(second);
            if (victim.server() != null) victim.server().drop(victim.name());
        }
    }

    private static List<Cell> cells(Features features, Victim victim, Path copy, Set<Label> insider)
            throws IOException {
        if (victim.server() != null) {
            try (Connection superuser = victim.server().superuser(victim.name())) {
                return PostgresFeatures.measure(features, superuser, insider);
            } catch (SQLException e) {
                throw new IOException("the drill cannot look into its own database", e);
            }
        }
        Path file = copy.resolve("cells.sqlite");
        Set<Long> beginnings = new HashSet<>();
        for (Label label : insider) {
            beginnings.add(ByteBuffer.wrap(label.bytes()).getLong());
        }
        SqliteFeatures.measure(features, file, beginnings);
        List<Cell> cells = new ArrayList<>();
        try (CellReader reader = CellStores.copy(file)) {
            reader.forEach(cells::add);
        }
        return cells;
    }

    /// How the ledger grew, and where in each tick the thief's own entry stands. Checkpoints are public, so that a
    /// thief
    /// knows which entries came with which tick.
    private static void ledger(Features features, Path copy, List<Cell> cells, Set<Label> insider, long[] sizes)
            throws IOException {
        double[] growth = new double[sizes.length - 1];
        for (int i = 0; i < growth.length; i++) growth[i] = sizes[i + 1] - sizes[i];
        features.putSeries("ledger, entries of a tick", growth);
        Map<ByteBuffer, Long> entries = LedgerEntries.read(copy.resolve("ledger"));
        features.put("ledger, entries", entries.size());
        List<Double> places = new ArrayList<>();
        for (Cell cell : cells) {
            if (!insider.contains(cell.label())) continue;
            long index = Objects.requireNonNull(entries.get(ByteBuffer.wrap(cell.entry())), "a cell without an entry");
            int tick = growth.length - 1;
            while (sizes[tick] > index) tick--;
            places.add((double) (index - sizes[tick]));
        }
        features.putSeries(
                "ledger, insider's place in a tick",
                places.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static void log(Features features, List<String> lines) {
        features.put("log, lines", lines.size());
        features.put("log, characters", lines.stream().mapToInt(String::length).sum());
        features.put("log, different lines", new HashSet<>(lines).size());
        features.put(
                "log, longest line",
                lines.isEmpty()
                        ? 0
                        : Collections.max(lines.stream().map(String::length).toList()));
    }

    private static Path sibling(Victim victim, String suffix) {
        return victim.folder().resolveSibling(victim.folder().getFileName() + suffix);
    }
}
