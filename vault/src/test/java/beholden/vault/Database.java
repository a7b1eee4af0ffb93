package beholden.vault;

import beholden.vault.cell.CellAddress.PostgresDatabase;
import beholden.vault.cell.CellStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/// A database of a real PostgreSQL server, with an empty store in it; the server is started once for all
/// tests.
record Database(String name) {

    /// A busy machine takes longer than the ten seconds that are usual.
    private static final Duration STARTUP = Duration.ofMinutes(2);

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(STARTUP)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Database withStore(int boxLength) throws IOException, SQLException {
        Database database = new Database("vault" + NUMBER.incrementAndGet());
        new Database("postgres").execute("CREATE DATABASE " + database.name);
        CellStores.prepare(database.as("postgres"));
        CellStores.create(database.asOwner(), boxLength);
        return database;
    }

    PostgresDatabase asOwner() {
        return as("beholden_owner");
    }

    PostgresDatabase asApplication() {
        return as("beholden_application");
    }

    /// Nobody gets in, and who is in is thrown out.
    void goDown() throws SQLException {
        Database postgres = new Database("postgres");
        postgres.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
    }

    void comeBack() throws SQLException {
        new Database("postgres").execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }

    /// As superuser.
    void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(as("postgres").url());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    PostgresDatabase as(String role) {
        return new PostgresDatabase("jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name + "?user=" + role);
    }
}
