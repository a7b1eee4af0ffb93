package beholden.cli.ledger;

import beholden.cli.terminal.RefusedException;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Public keys as the command line takes them: a key itself (`NAME+ID+BASE64`), or a file with one on each line, as
/// `witness-key` prints them. Empty lines and those that begin with `#` are passed over.
record VerifierKeys(List<NoteVerifier> keys) {
    private static final long LARGEST_FILE = 1 << 20;

    /// @throws RefusedException if it is neither
    static VerifierKeys parse(String given) throws RefusedException, IOException {
        if (given.matches("[^+]+\\+[0-9a-f]{8}\\+.+")) return new VerifierKeys(List.of(key(given, "the key given")));
        Path file = Path.of(given);
        if (!Files.exists(file))
            throw new RefusedException(given + ": this is no key (NAME+ID+BASE64), and no file with keys");
        return new VerifierKeys(read(file));
    }

    static List<NoteVerifier> parseAll(List<String> given) throws RefusedException, IOException {
        List<NoteVerifier> keys = new ArrayList<>();
        for (String one : given) keys.addAll(parse(one).keys());
        return keys.stream().distinct().toList();
    }

    private static List<NoteVerifier> read(Path file) throws RefusedException, IOException {
        if (Files.isDirectory(file))
            throw new RefusedException(file + ": is a folder; name a key, or the file in it that holds the keys");
        if (Files.size(file) > LARGEST_FILE)
            throw new RefusedException(file + ": too large for a file of keys; the limit is 1 MiB");
        List<NoteVerifier> keys = new ArrayList<>();
        for (String line : Files.readAllLines(file))
            if (!line.isBlank() && !line.startsWith("#")) keys.add(key(line.strip(), file.toString()));
        if (keys.isEmpty()) throw new RefusedException(file + ": there is no key in it");
        return keys;
    }

    private static NoteVerifier key(String text, String where) throws RefusedException {
        try {
            return NoteVerifier.parse(text);
        } catch (NoteException e) {
            throw new RefusedException(where + ": " + e.getMessage());
        }
    }
}
