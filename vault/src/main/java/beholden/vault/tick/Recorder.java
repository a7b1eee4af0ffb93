package beholden.vault.tick;

import beholden.vault.cell.Cell;
import beholden.vault.cell.CellStore;
import beholden.vault.cell.Label;
import beholden.vault.setup.VaultException;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Carries out a batch that stands in the pending file: cells, chunk, ledger. May be repeated until it
/// succeeds.
public record Recorder(CellStore store, ChunkFolder chunks, ReopenedLedger ledger) {

    /// Whatever of the batch is not there yet is added; all of it is durable when this returns.
    ///
    /// @throws VaultException if the ledger is not one that this batch belongs to
    public void record(Batch batch) throws IOException {
        List<byte[]> entries = batch.entries();
        long size = ledger.size();
        if (size != batch.base() && size != batch.base() + entries.size()) {
            throw new VaultException(
                    "the ledger has %,d entries, but the vault's last batch came after %,d: an older copy"
                                    .formatted(size, batch.base())
                            + " of one of the two was put back; put back copies of one time. Going on would sign two different"
                            + " ledgers of one size");
        }
        store.insert(batch.cells());
        Chunk chunk = batch.chunk();
        if (chunk != null) {
            chunks.insert(chunk);
        }
        if (size == batch.base() && !entries.isEmpty()) {
            ledger.append(entries);
        }
    }

    /// How many cells and chunks of a batch that was carried out are not as they were written.
    public int missing(Batch batch) throws IOException {
        Map<Label, Cell> there = new HashMap<>();
        List<Label> labels = batch.cells().stream().map(Cell::label).toList();
        for (int from = 0; from < labels.size(); from += CellStore.MAX_FETCH) {
            List<Label> some = labels.subList(from, Math.min(labels.size(), from + CellStore.MAX_FETCH));
            store.fetch(some).forEach(cell -> there.put(cell.label(), cell));
        }
        int missing = 0;
        for (Cell cell : batch.cells()) {
            missing += cell.equals(there.get(cell.label())) ? 0 : 1;
        }
        Chunk chunk = batch.chunk();
        return missing + (chunk == null || chunks.holds(chunk) ? 0 : 1);
    }

    public boolean wasCarriedOut(Batch batch) throws IOException {
        return ledger.size() == batch.base() + batch.entries().size();
    }
}
