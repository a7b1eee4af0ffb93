package beholden.vault.cell;

import beholden.ground.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig.JournalMode;

/// The owner of an SQLite file.
final class SqliteKeeper implements CellKeeper {
    private final Path file;
    private final SqliteReader reader;
    private final SqliteCells.Hold hold;

    SqliteKeeper(Path file, int boxLength, SqliteCells.Hold hold) {
        this.file = file;
        this.reader = new SqliteReader(file, SqliteCells.source(file, JournalMode.WAL), boxLength);
        this.hold = hold;
    }

    @Override
    public long count() throws CellStoreException {
        return reader.count();
    }

    @Override
    public void forEach(CellVisitor visitor) throws IOException {
        reader.forEach(visitor);
    }

    /// Writes a new file, page after page in the order of labels, and puts it in the old one's place.
    ///
    /// The old file's log must be gone from the disk before that: SQLite would play it into whatever file bears
    /// the name.
    @Override
    public void compact() throws CellStoreException {
        requirePadded();
        Path next = SqliteCells.compacted(file);
        try {
            Files.deleteIfExists(next);
            SqliteCells.makePrivate(next);
            try (Connection connection =
                            SqliteCells.source(file, JournalMode.DELETE).getConnection();
                    PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
                copy.setString(1, next.toString());
                copy.execute();
            }
            SqliteCells.syncFolderOf(file);
            DurableFile.sync(next);
            DurableFile.move(next, file);
        } catch (SQLException e) {
            throw SqliteDialect.described(file + ": compacting the store", e);
        } catch (IOException e) {
            throw new CellStoreException(file + ": compacting the store: " + e);
        }
    }

    @Override
    public int boxLength() {
        return reader.boxLength();
    }

    @Override
    public void close() {
        hold.close();
    }
}
