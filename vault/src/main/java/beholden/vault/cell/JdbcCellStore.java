package beholden.vault.cell;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/// The store over JDBC; what differs between databases is in its [CellDialect].
final class JdbcCellStore implements CellStore {
    /// One writes, a few read.
    private static final int CONNECTIONS = 4;

    private final HikariDataSource pool;
    private final CellDialect dialect;
    private final int boxLength;
    private final Runnable release;

    /// @param release what is to be done after the last connection is closed
    JdbcCellStore(DataSource source, CellDialect dialect, int boxLength, Runnable release) {
        HikariConfig settings = new HikariConfig();
        settings.setDataSource(source);
        settings.setPoolName("cells");
        settings.setMaximumPoolSize(CONNECTIONS);
        settings.setConnectionTimeout(10_000);
        // A store that is away when the vault opens is reported by the first call, in our words.
        settings.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(settings);
        this.dialect = dialect;
        this.boxLength = boxLength;
        this.release = release;
    }

    @Override
    public List<Cell> fetch(Collection<Label> labels) throws CellStoreException {
        if (labels.size() > MAX_FETCH) {
            throw new IllegalArgumentException(
                    labels.size() + " labels in one fetch; at most " + MAX_FETCH + " are answered");
        }
        if (labels.isEmpty()) {
            return List.of();
        }
        Set<Label> distinct = new HashSet<>(labels);
        Map<Label, Cell> found = repeated("fetching cells", connection -> dialect.fetch(connection, distinct));
        List<Cell> cells = new ArrayList<>(found.size());
        for (Label label : labels) {
            Cell cell = found.get(label);
            if (cell != null) {
                cells.add(cell);
            }
        }
        return cells;
    }

    @Override
    public void insert(List<Cell> cells) throws CellStoreException {
        for (Cell cell : cells) {
            if (cell.boxLength() != boxLength) {
                throw new IllegalArgumentException(
                        "a box of " + cell.boxLength() + " bytes; this store's have " + boxLength);
            }
        }
        if (!cells.isEmpty()) {
            boolean inserted = repeated("inserting cells", connection -> dialect.insert(connection, cells));
            if (!inserted) {
                throw new LabelTakenException();
            }
        }
    }

    @Override
    public List<byte[]> entries(int part, int parts) throws CellStoreException {
        if (Integer.bitCount(parts) != 1 || parts > MOST_PARTS || part < 0 || part >= parts) {
            throw new IllegalArgumentException(
                    "part " + part + " of " + parts + "; the number of parts is a power of two up to " + MOST_PARTS);
        }
        int width = MOST_PARTS / parts;
        return repeated(
                "comparing cells with the ledger",
                connection -> dialect.entries(connection, part * width, (part + 1) * width - 1));
    }

    /// All actions may be repeated, and are, once, where the connection was lost: those that the pool kept may
    /// have died unnoticed when the server was restarted, and that is the pool's fault, not the caller's.
    private <T> T repeated(String action, Action<T> body) throws CellStoreException {
        try {
            try (Connection connection = pool.getConnection()) {
                return body.run(connection);
            } catch (SQLException first) {
                if (first instanceof SQLTransientConnectionException || !dialect.connectionLost(first)) {
                    // The pool has waited for a connection already, or another one would not help.
                    throw first;
                }
                pool.getHikariPoolMXBean().softEvictConnections();
            }
            try (Connection connection = pool.getConnection()) {
                return body.run(connection);
            }
        } catch (SQLException e) {
            throw dialect.failure(action, e);
        }
    }

    @Override
    public int boxLength() {
        return boxLength;
    }

    @Override
    public void close() {
        pool.close();
        release.run();
    }

    private interface Action<T> {
        T run(Connection connection) throws SQLException;
    }
}
