package beholden.cli.ledger;

import beholden.cli.terminal.RefusedException;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.SignedNote;
import beholden.ledger.witness.CosignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A ledger's folder, named itself or by the vault it is in.
record LedgerFolder(Path folder) {
    private static final String IN_A_VAULT = "ledger";
    private static final String CHECKPOINT = "checkpoint";

    /// @throws RefusedException if there is no ledger in either place
    static LedgerFolder of(Path given) throws RefusedException {
        if (Files.isRegularFile(given.resolve(CHECKPOINT))) return new LedgerFolder(given);
        Path inside = given.resolve(IN_A_VAULT);
        if (Files.isRegularFile(inside.resolve(CHECKPOINT))) return new LedgerFolder(inside);
        throw new RefusedException(
                given + ": there is no ledger here; name a vault, or the folder with its checkpoint");
    }

    /// The newest checkpoint that witnesses cosigned.
    Optional<SignedNote> cosigned() throws IOException, RefusedException {
        try {
            return CosignedCheckpoint.read(folder);
        } catch (NoteException e) {
            throw new RefusedException(folder.resolve(CosignedCheckpoint.NAME) + ": " + e.getMessage());
        }
    }
}
