package beholden.vault.cell;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TempStore;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/// A store in one SQLite file, held by one process at a time.
///
/// ```
/// cells.sqlite          the table
/// cells.sqlite-wal      the last transactions; SQLite moves them into the table by and by
/// cells.sqlite-shm      where in it each page is
/// cells.sqlite.lock     held by the process that uses the store
/// cells.sqlite.compact  present while a compaction runs; discarded when one did not finish
/// ```
///
/// The write-ahead log is synced at every commit (`synchronous=FULL`): one sync per tick, where a rollback
/// journal needs three. It holds whole pages of the last transactions:
/// which cells came together in a tick, and when, which is the schedule and no more.
final class SqliteCells {
    private static final int BUSY_MILLISECONDS = 10_000;

    /// Cache for the inner pages of a large tree, enough that a fetch reads one page per cell from the file.
    private static final int CACHE_KIB = 16_384;

    private SqliteCells() {}

    static void create(Path file, int boxLength) throws CellStoreException {
        try {
            makePrivate(file);
            try (Hold _ = Hold.of(file);
                    Connection connection = source(file, JournalMode.DELETE).getConnection()) {
                SqliteSchema.create(connection, boxLength);
            }
            syncFolderOf(file);
        } catch (SQLException e) {
            throw SqliteDialect.described(file + ": making the store", e);
        } catch (CellStoreException e) {
            throw e;
        } catch (IOException e) {
            throw new CellStoreException(file + ": cannot be made: " + e);
        }
    }

    static CellStore open(Path file, int boxLength) throws CellStoreException {
        Hold hold = held(file, boxLength);
        return new JdbcCellStore(source(file, JournalMode.WAL), new SqliteDialect(), boxLength, hold::close);
    }

    static CellKeeper keep(Path file, int boxLength) throws CellStoreException {
        return new SqliteKeeper(file, boxLength, held(file, boxLength));
    }

    static CellReader copy(Path file) throws CellStoreException {
        requireFile(file);
        SQLiteDataSource source = sourceOfCopy(file);
        return new SqliteReader(file, source, lengthOfBoxes(file, source));
    }

    private static Hold held(Path file, int boxLength) throws CellStoreException {
        requireFile(file);
        Hold hold = Hold.of(file);
        try {
            int found = lengthOfBoxes(file, source(file, JournalMode.WAL));
            if (found != boxLength) {
                throw new CellStoreException(file + ": its boxes have " + found + " bytes, the settings say "
                        + boxLength + "; open it with the settings it was made with");
            }
            Files.deleteIfExists(compacted(file));
            return hold;
        } catch (CellStoreException e) {
            hold.close();
            throw e;
        } catch (IOException e) {
            hold.close();
            throw new CellStoreException(compacted(file) + ": what is left of a compaction cannot be deleted: " + e);
        }
    }

    private static void requireFile(Path file) throws CellStoreException {
        if (!Files.isRegularFile(file)) {
            throw new CellStoreException(file + ": no such file; make the store first, or correct the path");
        }
    }

    private static int lengthOfBoxes(Path file, SQLiteDataSource source) throws CellStoreException {
        try (Connection connection = source.getConnection()) {
            return SqliteSchema.boxLength(connection)
                    .orElseThrow(() -> new CellStoreException(file + ": an SQLite file, but not a store of cells, or"
                            + " with more in it than cells; nothing was changed"));
        } catch (SQLException e) {
            throw SqliteDialect.described(file + ": opening the store", e);
        }
    }

    static SQLiteDataSource source(Path file, JournalMode journal) {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setJournalMode(journal);
        settings.setSynchronous(SynchronousMode.FULL);
        // A transaction that begins as a reader cannot always become a writer.
        settings.setTransactionMode(TransactionMode.IMMEDIATE);
        settings.setTempStore(TempStore.MEMORY);
        settings.setBusyTimeout(BUSY_MILLISECONDS);
        settings.setCacheSize(-CACHE_KIB);
        return source(settings, "jdbc:sqlite:" + file);
    }

    private static SQLiteDataSource source(SQLiteConfig settings, String url) {
        SqliteLibrary.unpack();
        SQLiteDataSource source = new SQLiteDataSource(settings);
        source.setUrl(url);
        return source;
    }

    /// A file without a log beside it cannot change while it is read and is opened as one that never does:
    /// SQLite then makes no files. With a log, SQLite needs its own index of it in the folder.
    private static SQLiteDataSource sourceOfCopy(Path file) {
        SQLiteConfig settings = new SQLiteConfig();
        settings.setReadOnly(true);
        settings.setTempStore(TempStore.MEMORY);
        String how = Files.exists(Path.of(file + "-wal")) ? "mode=ro" : "immutable=1";
        return source(settings, "jdbc:sqlite:" + file.toUri() + "?" + how);
    }

    /// An empty file that only its owner reads; SQLite gives the files beside it the same rights.
    static void makePrivate(Path file) throws IOException {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException _) {
            throw new CellStoreException(file + ": there is a file already; open it instead, or choose another path");
        }
    }

    static Path compacted(Path file) {
        return Path.of(file + ".compact");
    }

    static void syncFolderOf(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /// The lock beside the file. Not on the file itself: closing any channel on it would drop SQLite's own
    /// locks.
    record Hold(FileChannel channel) implements AutoCloseable {
        static Hold of(Path file) throws CellStoreException {
            Path lock = Path.of(file + ".lock");
            try {
                FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (isLocked(channel)) {
                    return new Hold(channel);
                }
                channel.close();
            } catch (IOException e) {
                throw new CellStoreException(lock + ": cannot be locked: " + e);
            }
            throw new CellStoreException(file + ": the store is in use by another process or another part of this one;"
                    + " wait until that ends, or close it, and try again");
        }

        private static boolean isLocked(FileChannel channel) throws IOException {
            try {
                return channel.tryLock() != null;
            } catch (OverlappingFileLockException _) {
                return false;
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new IllegalStateException("a lock file cannot be closed", e);
            }
        }
    }
}
