package beholden.cli.ledger;

import beholden.cli.terminal.RefusedException;
import beholden.vault.cell.Cell;
import beholden.vault.cell.CellReader;
import beholden.vault.cell.Label;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;

/// Looks a single cell up in a whole database.
final class CellSearch {
    private CellSearch() {}

    /// The ledger entry of the cell with a label.
    ///
    /// @param label    32 hexadecimal digits
    /// @param database address, as [CellDatabase#open] takes it
    /// @param ledger   folder, as [CellDatabase#open] takes it
    static byte[] entryOf(String label, String database, Path ledger) throws IOException, RefusedException {
        Label sought;
        try {
            sought = new Label(HexFormat.of().parseHex(label));
        } catch (IllegalArgumentException e) {
            throw new RefusedException(label + ": a label has 32 hexadecimal digits");
        }
        AtomicReference<Cell> found = new AtomicReference<>();
        try (CellReader reader = CellDatabase.open(database, ledger)) {
            reader.forEach(cell -> {
                if (cell.label().equals(sought)) found.set(cell);
            });
        }
        Cell cell = found.get();
        if (cell == null) throw new RefusedException("there is no cell " + label + " in the database");
        return cell.entry();
    }
}
