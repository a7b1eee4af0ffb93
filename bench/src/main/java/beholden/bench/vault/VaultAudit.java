package beholden.bench.vault;

import beholden.ledger.Audit;
import beholden.ledger.AuditReport;
import beholden.ledger.TileSource;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteVerifier;
import beholden.vault.RecordedCells;
import beholden.vault.cell.CellAddress;
import beholden.vault.cell.CellKeeper;
import beholden.vault.cell.CellStores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// An outsider's check of a vault that nobody has open.
///
/// @param folder    of the vault
/// @param verifiers of its ledger's checkpoints
public record VaultAudit(Path folder, List<NoteVerifier> verifiers) {
    public VaultAudit {
        verifiers = List.copyOf(verifiers);
    }

    /// Audits the ledger alone.
    public AuditReport ofLedger() throws IOException {
        return run(audit());
    }

    /// Audits the ledger with every cell and chunk.
    ///
    /// @param store where the cells are, with its owner's rights
    public AuditReport withCells(CellAddress store, int boxLength) throws IOException {
        try (CellKeeper keeper = CellStores.keep(store, boxLength)) {
            return run(audit().cells(new RecordedCells(keeper, folder.resolve("chunks"))));
        }
    }

    private Audit audit() throws IOException {
        return new Audit(TileSource.folder(folder.resolve("ledger")), new CheckpointPolicy(verifiers, List.of(), 0));
    }

    private static AuditReport run(Audit audit) throws IOException {
        try {
            return audit.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
