package beholden.bench.vault;

import beholden.vault.cell.CellAddress.PostgresDatabase;
import beholden.vault.cell.CellStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;

/// A PostgreSQL server of the benchmark's own, that syncs what it commits; gone when closed.
final class BenchDatabase implements AutoCloseable {
    /// A busy machine takes longer than the ten seconds that are usual.
    private static final Duration STARTUP = Duration.ofMinutes(2);

    private final EmbeddedPostgres server;

    private BenchDatabase(EmbeddedPostgres server) {
        this.server = server;
    }

    /// @param boxLength of the store of cells that is in it
    static BenchDatabase start(int boxLength) throws IOException {
        BenchDatabase database = new BenchDatabase(EmbeddedPostgres.builder()
                .setPGStartupWait(STARTUP)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .start());
        try {
            CellStores.prepare(database.as("postgres"));
            CellStores.create(database.as("beholden_owner"), boxLength);
            return database;
        } catch (IOException e) {
            database.close();
            throw e;
        }
    }

    PostgresDatabase as(String role) {
        return new PostgresDatabase("jdbc:postgresql://localhost:" + server.getPort() + "/postgres?user=" + role);
    }

    /// A connection as superuser.
    Connection connect() throws SQLException {
        return DriverManager.getConnection(as("postgres").url());
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
