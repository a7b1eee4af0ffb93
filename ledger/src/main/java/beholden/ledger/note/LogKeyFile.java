package beholden.ledger.note;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The public keys of a log in its own folder, one vkey on each line, for those who fetch them to note them down.
///
/// Whoever can change the log can change this file with it: an auditor uses the keys he noted himself.
public final class LogKeyFile {
    /// The file's name in the ledger's folder.
    public static final String NAME = "log.pub";

    /// Bytes of the file at most.
    public static final int MOST_BYTES = 64 * 1024;

    private LogKeyFile() {}

    /// Writes the file, in place of one that is there; durable when it returns.
    ///
    /// @param folder the ledger's
    public static void write(Path folder, Collection<NoteVerifier> keys) throws IOException {
        StringBuilder text = new StringBuilder();
        for (NoteVerifier key : keys) text.append(key.vkey()).append('\n');
        DurableFile.replace(folder.resolve(NAME), text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// Reads the file's content.
    ///
    /// @throws NoteException if a line is no key, or there is none
    public static List<NoteVerifier> parse(byte[] content) throws NoteException {
        if (content.length > MOST_BYTES)
            throw new NoteException("the file of keys is over %,d bytes".formatted(MOST_BYTES));
        List<NoteVerifier> keys = new ArrayList<>();
        for (String line : CanonicalText.utf8(content).lines().toList()) keys.add(NoteVerifier.parse(line));
        if (keys.isEmpty()) throw new NoteException("the file of keys holds none");
        return keys;
    }
}
