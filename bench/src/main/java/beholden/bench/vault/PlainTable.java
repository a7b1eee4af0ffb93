package beholden.bench.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Table that one would write without a secret to keep: rows with a tenant, an index on it, bodies as they are.
///
/// As many rows in one transaction as the vault writes cells, sent the same way.
final class PlainTable implements AutoCloseable {
    private static final long TENANT = 1;

    private final Connection connection;

    PlainTable(BenchDatabase database) throws SQLException {
        this.connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE plain (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                    + " tenant bigint NOT NULL, body bytea NOT NULL)");
            statement.execute("CREATE INDEX ON plain (tenant, id)");
        }
    }

    void append(List<byte[]> events) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO plain (tenant, body) SELECT ?, unnest(?)")) {
            insert.setLong(1, TENANT);
            insert.setArray(2, connection.createArrayOf("bytea", events.toArray(byte[][]::new)));
            insert.execute();
        }
    }

    /// @param from number of the first event, from 0
    List<byte[]> read(int from, int count) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT body FROM plain WHERE tenant = ? AND id > ? ORDER BY id LIMIT ?")) {
            select.setLong(1, TENANT);
            select.setLong(2, from);
            select.setInt(3, count);
            try (ResultSet rows = select.executeQuery()) {
                List<byte[]> events = new ArrayList<>();
                while (rows.next()) {
                    events.add(rows.getBytes(1));
                }
                return events;
            }
        }
    }

    /// Bytes of a table with its index and all else that belongs to it.
    double size(String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT pg_total_relation_size(?::regclass)")) {
            select.setString(1, table);
            try (ResultSet rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
