package beholden.drill;

import beholden.drill.search.ByteSearch;
import beholden.drill.world.KnownVault;
import beholden.drill.world.Victim;
import beholden.vault.cell.Cell;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.CellStores;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Thefts of the vault's own files, by copying them while it runs.
final class FolderThefts {
    static final String SOUGHT = "names, contacts, domains, accounts, cases, texts, photos, ids, keys";

    private static final String SQLITE = "cells.sqlite";

    private final StoreKind store;
    private final KnownVault known;
    private final ByteSearch search;
    private final Path loot;

    FolderThefts(StoreKind store, KnownVault known, ByteSearch search, Path loot) {
        this.store = store;
        this.known = known;
        this.search = search;
        this.loot = loot;
    }

    List<Robbery> all() throws IOException {
        known.victim().copy(loot);
        List<Robbery> robberies = new ArrayList<>();
        if (store == StoreKind.SQLITE) robberies.add(sqlite());
        robberies.add(folder());
        robberies.add(backups());
        return robberies;
    }

    private Robbery sqlite() throws IOException {
        Loot file = new Loot(search).folder(loot, name -> name.startsWith(SQLITE));
        return new Robbery(
                store, "the SQLite file, its write-ahead log and index", SOUGHT, file.tried(), file.learned());
    }

    private Robbery folder() throws IOException {
        Loot rest = new Loot(search).folder(loot, name -> !name.startsWith(SQLITE) && !name.equals(Victim.DUMP));
        return new Robbery(
                store,
                "the vault's folder: settings, chunks of photos, pending batch, ledger, sealed keys",
                SOUGHT,
                rest.tried(),
                rest.learned());
    }

    /// Differences between two backups must be those that the schedule makes, and no others.
    private Robbery backups() throws IOException {
        Loot both = new Loot(search).folder(known.firstCopy(), _ -> true).folder(loot, _ -> true);
        List<String> learned = new ArrayList<>(both.learned());
        VaultSettings settings = known.vault().settings();
        int ticksBefore = KnownVault.TICKS_AT_FIRST_COPY;
        int ticks = known.ticks() - ticksBefore;
        int chunks = known.ticks() / settings.ticksPerChunk() - ticksBefore / settings.ticksPerChunk();
        expect(learned, "new chunks", chunks, count(loot) - count(known.firstCopy()));
        expect(learned, "chunks gone or changed", 0, changed(known.firstCopy(), loot));
        Set<?> before = rows(known.firstCopy());
        Set<?> after = rows(loot);
        expect(learned, "rows in the first", (long) ticksBefore * settings.cellsPerTick(), before.size());
        expect(learned, "new rows", (long) ticks * settings.cellsPerTick(), after.size() - before.size());
        before.removeAll(after);
        expect(learned, "rows gone or changed", 0, before.size());
        return new Robbery(
                store,
                "two backups of the folder and the cells, a week of the schedule apart",
                "the same; any difference but %,d ticks' worth of rows and chunks".formatted(ticks),
                both.tried() + ", and compared them",
                learned);
    }

    private static void expect(List<String> learned, String what, long scheduled, long found) {
        if (scheduled != found) {
            learned.add("%s between the backups: %,d, where the schedule says %,d".formatted(what, found, scheduled));
        }
    }

    private Set<?> rows(Path folder) throws IOException {
        return switch (store) {
            case SQLITE -> cells(folder);
            case POSTGRES -> new HashSet<>(Files.readAllLines(folder.resolve(Victim.DUMP)));
        };
    }

    private static Set<Cell> cells(Path folder) throws IOException {
        Set<Cell> cells = new HashSet<>();
        try (CellReader reader = CellStores.copy(folder.resolve(SQLITE))) {
            reader.forEach(cells::add);
        }
        return cells;
    }

    private static long count(Path folder) throws IOException {
        return chunks(folder).size();
    }

    private static long changed(Path before, Path after) throws IOException {
        long changed = 0;
        for (Path chunk : chunks(before)) {
            Path later = after.resolve(before.relativize(chunk).toString());
            if (Files.notExists(later) || Files.mismatch(chunk, later) >= 0) changed++;
        }
        return changed;
    }

    private static List<Path> chunks(Path folder) throws IOException {
        try (var files = Files.walk(folder.resolve("chunks"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
