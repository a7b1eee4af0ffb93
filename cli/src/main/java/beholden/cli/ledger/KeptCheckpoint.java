package beholden.cli.ledger;

import beholden.cli.terminal.RefusedException;
import beholden.ground.DurableFile;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The checkpoint that an auditor keeps from one audit to the next.
final class KeptCheckpoint {
    private KeptCheckpoint() {}

    /// @throws RefusedException if the file is no checkpoint that the log signed
    static Checkpoint read(Path file, CheckpointPolicy policy) throws IOException, RefusedException {
        try {
            SignedNote note = SignedNote.parse(Files.readAllBytes(file));
            return new CheckpointPolicy(policy.logKeys(), List.of(), 0).verified(note);
        } catch (NoteException e) {
            throw new RefusedException(file + ": " + e.getMessage());
        }
    }

    /// Replaces the file at once: after a crash there is the old checkpoint or the new one.
    static void write(Path file, SignedNote checkpoint) throws IOException {
        DurableFile.replace(file, checkpoint.bytes());
    }
}
