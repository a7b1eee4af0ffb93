package beholden.drill.world;

import beholden.vault.cell.Cell;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.CellStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;

/// Measurements of a thief in two copies of the same folder, taken at different times.
public final class StolenFolders {
    private StolenFolders() {}

    /// Measures a vault whose cells are in the usual SQLite file: rows, pages, boxes, files, ledger.
    public static SequencedMap<String, Double> ofVault(Path earlier, Path later) throws IOException {
        Features features = new Features();
        Path file = later.resolve("cells.sqlite");
        SqliteFeatures.measure(features, file, Set.of());
        List<Cell> cells = new ArrayList<>();
        try (CellReader reader = CellStores.copy(file)) {
            reader.forEach(cells::add);
        }
        BoxFeatures.measure(features, cells);
        FolderFeatures.measure(features, earlier, later);
        features.put(
                "ledger, entries", LedgerEntries.read(later.resolve("ledger")).size());
        return features.measured();
    }

    /// Measures any folder: numbers, sizes and times of files, and which of them changed.
    ///
    /// @param places names of files and folders at its top that are counted each by itself
    public static SequencedMap<String, Double> of(Path earlier, Path later, List<String> places) throws IOException {
        List<String> all = new ArrayList<>(places);
        all.add(FolderFeatures.OTHERS);
        Features features = new Features();
        FolderFeatures.count(features, earlier, later, all);
        return features.measured();
    }
}
