package beholden.vault.cell;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Cells in a PostgreSQL database, by its four functions.
final class PostgresDialect implements CellDialect {
    /// Error code that `cells_insert` raises.
    private static final String LABEL_TAKEN = "BH001";

    /// The server ends the connection: by an administrator, by a crash, or because it is shutting down or
    /// starting.
    private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03");

    @Override
    public Map<Label, Cell> fetch(Connection connection, Collection<Label> labels) throws SQLException {
        Map<Label, Cell> cells = fetchVisited(connection, labels);
        while (cells == null) {
            visit(connection);
            cells = fetchVisited(connection, labels);
        }
        return cells;
    }

    /// Null where the server has lost the marks of the visit, and has therefore read nothing.
    private static @Nullable Map<Label, Cell> fetchVisited(Connection connection, Collection<Label> labels)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT label, box FROM beholden.cells_fetch(?)")) {
            select.setArray(
                    1, array(connection, labels.stream().map(Label::bytes).toList()));
            try (ResultSet rows = select.executeQuery()) {
                Map<Label, Cell> cells = HashMap.newHashMap(labels.size());
                while (rows.next()) {
                    byte[] label = rows.getBytes(1);
                    if (label == null) {
                        return null;
                    }
                    Cell cell = Cell.inRow(label, rows.getBytes(2));
                    if (cell != null) {
                        cells.put(cell.label(), cell);
                    }
                }
                return cells;
            }
        }
    }

    @Override
    public List<byte[]> entries(Connection connection, int first, int last) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT entry FROM beholden.cells_entries(?, ?)")) {
            select.setInt(1, first);
            select.setInt(2, last);
            try (ResultSet rows = select.executeQuery()) {
                List<byte[]> entries = new ArrayList<>();
                while (rows.next()) entries.add(rows.getBytes(1));
                return entries;
            }
        }
    }

    @Override
    public boolean insert(Connection connection, List<Cell> cells) throws SQLException {
        List<byte[]> labels = cells.stream().map(cell -> cell.label().bytes()).toList();
        List<byte[]> boxes = cells.stream().map(Cell::box).toList();
        try (PreparedStatement insert = connection.prepareStatement("SELECT beholden.cells_insert(?, ?)")) {
            insert.setArray(1, array(connection, labels));
            insert.setArray(2, array(connection, boxes));
            insert.execute();
        } catch (SQLException e) {
            if (LABEL_TAKEN.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
        readBack(connection, labels);
        return true;
    }

    /// The first reader of a row makes PostgreSQL note in the row itself that its transaction was committed (a
    /// hint bit). If agencies were the first readers, the table would show a thief which cells were ever read:
    /// the real ones. So every row, dummy or not, is read once as soon as it is there.
    ///
    /// Marks are not in the write-ahead log. What a crash of the server takes away, [#visit] brings back for all.
    private static void readBack(Connection connection, List<byte[]> labels) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(
                "SELECT count(*) FILTER (WHERE label IS NULL) FROM beholden.cells_fetch(?)")) {
            for (int from = 0; from < labels.size(); from += CellStore.MAX_FETCH) {
                List<byte[]> some = labels.subList(from, Math.min(labels.size(), from + CellStore.MAX_FETCH));
                count.setArray(1, array(connection, some));
                try (ResultSet rows = count.executeQuery()) {
                    if (rows.next() && rows.getLong(1) > 0) {
                        visit(connection);
                        return;
                    }
                }
            }
        }
    }

    /// Reads every row once and lets nobody fetch before. The time for an answer is not limited: a large table
    /// takes longer than any call that agencies wait for.
    private static void visit(Connection connection) throws SQLException {
        int limit = connection.getNetworkTimeout();
        connection.setNetworkTimeout(Runnable::run, 0);
        try (PreparedStatement visit = connection.prepareStatement("SELECT beholden.cells_visit()")) {
            visit.execute();
        } finally {
            if (!connection.isClosed()) {
                connection.setNetworkTimeout(Runnable::run, limit);
            }
        }
    }

    private static Array array(Connection connection, List<byte[]> values) throws SQLException {
        return connection.createArrayOf("bytea", values.toArray(byte[][]::new));
    }

    @Override
    public boolean connectionLost(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && (state.startsWith("08") || SERVER_GONE.contains(state));
    }

    @Override
    public CellStoreException failure(String action, SQLException failure) {
        return described(action, failure);
    }

    static CellStoreException described(String action, SQLException failure) {
        String state = state(failure);
        String advice = switch (state) {
            case "08001", "08006", "57P01", "57P02", "57P03" ->
                "; the server is not there: start it, or correct the address, then repeat";
            case "28000", "28P01" ->
                "; the server does not let this role in: see its pg_hba.conf and the file that PGPASSFILE names";
            case "3D000" -> "; there is no such database: make it, or correct the address";
            case "42501" -> "; this role has no right to that";
            case "53100" -> "; the server's disk is full: make room, then repeat";
            default -> "";
        };
        return new CellStoreException(action + ": PostgreSQL answered SQLSTATE " + state + advice);
    }

    private static String state(SQLException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            @Nullable String state = cause instanceof SQLException sql ? sql.getSQLState() : null;
            if (state != null) {
                return state;
            }
        }
        return "08001";
    }
}
