package beholden.vault.cell;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/// Every cell of an SQLite file, in the order of labels.
final class SqliteReader implements CellReader {
    /// A text with the bytes of a label or a box is none: the vault would not find it. What is too long is not read.
    private static final String ROWS = "SELECT CASE WHEN typeof(label)='blob' AND length(label)=16 THEN label END,"
            + " CASE WHEN typeof(box)='blob' AND length(box)<=" + Cell.MAX_BOX + " THEN box END FROM cell";

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
                ResultSet rows = statement.executeQuery(ROWS)) {
            byte[] last = new byte[0];
            while (rows.next()) {
                byte @Nullable [] label = rows.getBytes(1);
                if (label == null || Arrays.compareUnsigned(last, label) < 0) {
                    Rows.visit(label, rows.getBytes(2), boxLength, visitor);
                } else {
                    // read in turn, but a search of the tree goes by another way
                    visitor.noCell(
                            Rows.row(label) + " is out of order, so that no search finds it: the file was changed");
                }
                last = label == null ? last : label;
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
