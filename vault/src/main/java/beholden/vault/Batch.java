package beholden.vault;

import beholden.vault.cell.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one tick writes.
///
/// @param sequence number of the batch, from 1
/// @param base     size of the ledger before it
/// @param cells    in the order of their rows and ledger entries
/// @param chunk    null on a tick that writes none
record Batch(
        long sequence,
        long base,
        List<Cell> cells,
        @Nullable Chunk chunk) {

    /// The ledger's entries: the cells in order, then the chunk.
    List<byte[]> entries() {
        List<byte[]> entries = new ArrayList<>(cells.size() + 1);
        for (Cell cell : cells) {
            entries.add(cell.entry());
        }
        if (chunk != null) {
            entries.add(chunk.entry());
        }
        return entries;
    }

    @Override
    public String toString() {
        return "batch";
    }
}
