package beholden.ledger.witness;

import beholden.ground.DurableFile;
import beholden.ledger.merkle.Hash;
import beholden.ledger.note.CanonicalText;
import beholden.ledger.note.NoteException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// The file in which a witness keeps the last tree that it cosigned of each log. A witness that forgets it can be
/// made to cosign a second history.
///
/// ```
/// beholden witness state 1
/// SIZE ROOT(Base64) ORIGIN      one line for each log
/// ```
///
/// A change is written to a second file, forced to the disk and renamed into place; only then does it count. The
/// file is held by one process at a time, by a lock on `FILE.lock` beside it.
public final class WitnessState implements AutoCloseable {
    private static final String HEADER = "beholden witness state 1";
    private static final int PARTS = 3;

    /// A log's tree.
    ///
    /// @param size leaves
    /// @param root its RFC 6962 root hash
    record Tree(long size, Hash root) {}

    private final Path file;
    private final FileChannel lock;
    private final Map<String, Tree> trees;

    private WitnessState(Path file, FileChannel lock, Map<String, Tree> trees) {
        this.file = file;
        this.lock = lock;
        this.trees = new ConcurrentSkipListMap<>(trees);
    }

    /// Opens the state.
    ///
    /// @throws IOException if it is not there or damaged, or another process has it
    public static WitnessState open(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": there is no state of a witness here; correct the path or put the file back."
                    + " Only a witness that has never cosigned begins with a new one");
        }
        return held(file);
    }

    /// Makes the state of a witness that has never cosigned anything, and opens it.
    ///
    /// @throws IOException if there is a file already
    public static WitnessState create(Path file) throws IOException {
        if (Files.exists(file)) {
            throw new IOException(file + ": there is a state already; a new one would forget what was cosigned");
        }
        return held(file);
    }

    @SuppressWarnings("resource") // the channel goes with what is returned
    private static WitnessState held(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        FileChannel lock = FileChannel.open(
                absolute.resolveSibling(absolute.getFileName() + ".lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        try {
            take(lock, file);
            WitnessState state = new WitnessState(absolute, lock, Files.exists(absolute) ? read(absolute) : Map.of());
            if (!Files.exists(absolute)) state.write(Map.of());
            return state;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static void take(FileChannel lock, Path file) throws IOException {
        try {
            if (lock.tryLock() != null) return;
        } catch (OverlappingFileLockException e) {
            // Held within this process; as held as by another one.
        }
        throw new IOException(file + ": another witness is running with this state; two would not know of each other's"
                + " cosignatures");
    }

    private static Map<String, Tree> read(Path file) throws IOException {
        try {
            String text = CanonicalText.utf8(Files.readAllBytes(file));
            if (!text.startsWith(HEADER + "\n") || !text.endsWith("\n"))
                throw new NoteException("it does not begin with \"" + HEADER + "\", or its end is missing");
            Map<String, Tree> trees = new TreeMap<>();
            for (String line : text.substring(HEADER.length() + 1).lines().toList()) {
                String[] parts = line.split(" ", PARTS);
                if (parts.length != PARTS || parts[2].isEmpty()) throw new NoteException("a line has no three parts");
                Tree tree =
                        new Tree(CanonicalText.decimal(parts[0], "size"), CanonicalText.hash(parts[1], "root hash"));
                if (trees.put(parts[2], tree) != null)
                    throw new NoteException("the log " + parts[2] + " is in it twice");
            }
            return trees;
        } catch (NoteException e) {
            throw new IOException(
                    file + ": the witness's state is damaged: " + e.getMessage()
                            + "; put a current copy back, and never" + " an older one",
                    e);
        }
    }

    /// The last tree of a log that was cosigned.
    Optional<Tree> of(String origin) {
        return Optional.ofNullable(trees.get(origin));
    }

    /// Remembers a tree; durable when it returns. One caller at a time.
    void remember(String origin, Tree tree) throws IOException {
        Map<String, Tree> next = new TreeMap<>(trees);
        next.put(origin, tree);
        write(next);
        trees.put(origin, tree);
    }

    private void write(Map<String, Tree> next) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        next.forEach((origin, tree) -> text.append(tree.size())
                .append(' ')
                .append(tree.root().base64())
                .append(' ')
                .append(origin)
                .append('\n'));
        DurableFile.replace(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
