package beholden.vault.cell;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/// The owner of a PostgreSQL table.
final class PostgresKeeper implements CellKeeper {
    /// Statement that reads all cells, without boxes too long for a cell. By `COPY`, the server goes on reading
    /// while a row is looked at.
    private static final String ROWS = "COPY (SELECT CASE WHEN length(label)=16 THEN label END, CASE WHEN length(box)<="
            + Cell.MAX_BOX + " THEN box END FROM beholden.cell) TO STDOUT (FORMAT binary)";

    private final String where;
    private final DataSource source;
    private final int boxLength;

    PostgresKeeper(String where, DataSource source, int boxLength) {
        this.where = where;
        this.source = source;
        this.boxLength = boxLength;
    }

    @Override
    public long count() throws CellStoreException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM beholden.cell")) {
            return rows.next() ? rows.getLong(1) : 0;
        } catch (SQLException e) {
            throw PostgresDialect.described(where + ": counting cells", e);
        }
    }

    @Override
    public void forEach(CellVisitor visitor) throws IOException {
        try (Connection connection = source.getConnection();
                CopiedRows rows = new CopiedRows(connection, ROWS)) {
            while (rows.next()) {
                Rows.visit(rows.bytes(), rows.bytes(), boxLength, visitor);
            }
        } catch (SQLException e) {
            throw PostgresDialect.described(where + ": reading cells", e);
        }
    }

    /// Fills a new table in the order of labels and gives it the old one's name, in one transaction.
    ///
    /// Not `CLUSTER`, which keeps in every row the number of the transaction that once inserted it. The
    /// functions find the table by its name; the application has no rights on it that could be lost. The vacuum
    /// at the end leaves every row marked as read, like [PostgresDialect] does for new ones; where it does not come
    /// to that, the next opening does.
    @Override
    public void compact() throws CellStoreException {
        requirePadded();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCAL lock_timeout = '10s'");
            statement.execute("LOCK TABLE beholden.cell IN ACCESS EXCLUSIVE MODE");
            statement.execute(PostgresScripts.table("cell_next", boxLength));
            statement.execute("INSERT INTO beholden.cell_next SELECT label, box FROM beholden.cell ORDER BY label");
            statement.execute("DROP TABLE beholden.cell");
            statement.execute("ALTER TABLE beholden.cell_next RENAME TO cell");
            statement.execute("ALTER TABLE beholden.cell ADD CONSTRAINT cell_pkey PRIMARY KEY (label)");
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("VACUUM (FREEZE) beholden.cell");
        } catch (SQLException e) {
            throw PostgresDialect.described(where + ": compacting the store", e);
        }
    }

    @Override
    public int boxLength() {
        return boxLength;
    }

    @Override
    public void close() {}
}
