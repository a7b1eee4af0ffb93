package beholden.ledger.witness;

import beholden.ground.DurableFile;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// The file `checkpoint.cosigned` in a ledger's folder: the newest checkpoint that witnesses cosigned.
///
/// The ledger's own `checkpoint` goes on with every batch, faster than witnesses are asked. An auditor who wants
/// witnesses believes this one, and then that the newer one begins with it.
public final class CosignedCheckpoint {
    /// The file's name in the ledger's folder.
    public static final String NAME = "checkpoint.cosigned";

    private CosignedCheckpoint() {}

    /// The checkpoint in the file, unverified; nothing if witnesses were never asked.
    ///
    /// @throws NoteException if the file is no note
    public static Optional<SignedNote> read(Path folder) throws IOException, NoteException {
        try (InputStream content = Files.newInputStream(folder.resolve(NAME))) {
            return Optional.of(SignedNote.parse(content.readNBytes(SignedNote.MOST_BYTES + 1)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Replaces the file durably; a reader sees the old one or the new one.
    public static void write(Path folder, SignedNote checkpoint) throws IOException {
        DurableFile.replace(folder.resolve(NAME), checkpoint.bytes());
    }
}
