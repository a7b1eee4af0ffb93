package beholden.vault.cell;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteDataSource;

/// Every cell of an SQLite file, in the order of labels.
final class SqliteReader implements CellReader {
    private final Path file;
    private final SQLiteDataSource source;
    private final int boxLength;

    SqliteReader(Path file, SQLiteDataSource source, int boxLength) {
        this.file = file;
        this.source = source;
        this.boxLength = boxLength;
    }

    @Override
    public long count() throws CellStoreException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM cell")) {
            return rows.getLong(1);
        } catch (SQLException e) {
            throw SqliteDialect.described(file + ": counting cells", e);
        }
    }

    @Override
    public void forEach(CellVisitor visitor) throws IOException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT label, box FROM cell")) {
            while (rows.next()) {
                visitor.visit(new Cell(new Label(rows.getBytes(1)), rows.getBytes(2)));
            }
        } catch (SQLException e) {
            throw SqliteDialect.described(file + ": reading cells", e);
        }
    }

    @Override
    public int boxLength() {
        return boxLength;
    }

    @Override
    public void close() {}
}
