package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.vault.cell.CellAddress.PostgresDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// A real PostgreSQL server that writes down all it can, started once for all tests and ended with them.
final class PostgresServer {
    /// A busy machine takes longer than the ten seconds that are usual.
    private static final Duration STARTUP = Duration.ofMinutes(2);

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private static final Path LOG = temporaryFile();
    private static final EmbeddedPostgres SERVER = start();

    private PostgresServer() {}

    private static Path temporaryFile() {
        try {
            Path file = Files.createTempFile("postgres", ".log");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            return builder()
                    .setPGStartupWait(STARTUP)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("log_min_messages", "debug5")
                    .setServerConfig("log_min_error_statement", "debug5")
                    .setServerConfig("log_statement", "all")
                    .setServerConfig("log_min_duration_statement", "0")
                    .setServerConfig("log_error_verbosity", "verbose")
                    .setServerConfig("log_parameter_max_length_on_error", "-1")
                    .setServerConfig("autovacuum_naptime", "1s")
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of the server in the jar that the system property names; else of the one on the class path.
    private static EmbeddedPostgres.Builder builder() {
        String jar = System.getProperty("beholden.postgresql");
        return jar == null
                ? EmbeddedPostgres.builder()
                : EmbeddedPostgres.builder()
                        .setPgBinaryResolver(
                                (_, _) -> URI.create("jar:" + Path.of(jar).toUri() + "!/postgres-linux-x86_64.txz")
                                        .toURL()
                                        .openStream());
    }

    static int majorVersion() throws SQLException {
        return Integer.parseInt(values("postgres", "SHOW server_version_num").getFirst()) / 10_000;
    }

    /// What the server wrote so far.
    static String log() throws IOException {
        return Files.readString(LOG, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    /// An empty database of the test's own, that nothing has been prepared in.
    static String newDatabase() throws SQLException {
        String name = "cells" + DATABASES.incrementAndGet();
        execute("postgres", "CREATE DATABASE " + name);
        return name;
    }

    /// A database ready for its owner.
    static String preparedDatabase() throws SQLException, CellStoreException {
        String name = newDatabase();
        CellStores.prepare(as("postgres", name));
        return name;
    }

    static PostgresDatabase as(String role, String database) {
        return new PostgresDatabase(
                "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + database + "?user=" + role);
    }

    static PostgresDatabase asOwner(String database) {
        return as(PostgresCells.OWNER, database);
    }

    static PostgresDatabase asApplication(String database) {
        return as(PostgresCells.APPLICATION, database);
    }

    static Connection connect(PostgresDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url());
    }

    /// As superuser.
    static void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(as("postgres", database));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// As superuser: the first column.
    static List<String> values(String database, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection connection = connect(as("postgres", database));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    /// The file of a store's table as it is on the disk after a checkpoint.
    static byte[] tableFile(String database) throws Exception {
        execute(database, "CHECKPOINT");
        String folder = values(database, "SHOW data_directory").getFirst();
        String file =
                values(database, "SELECT pg_relation_filepath('beholden.cell')").getFirst();
        return Files.readAllBytes(Path.of(folder, file));
    }

    /// Kills a server process of the test's own, upon which the server ends all others at once, forgets what it had
    /// in memory, and starts again from its write-ahead log, as after a loss of power.
    static void crash() throws Exception {
        try (Connection victim = connect(as("postgres", "postgres"));
                Connection witness = connect(as("postgres", "postgres"));
                Statement statement = victim.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            new ProcessBuilder("kill", "-KILL", rows.getString(1)).start().waitFor();
            // The victim is gone at once; that the server noticed, and let go of all others, shows on another.
            while (witness.isValid(10)) {
                Thread.onSpinWait();
            }
        }
        Instant late = Instant.now().plusSeconds(60);
        while (!isUp()) {
            assertThat(Instant.now()).as("the server is up again").isBefore(late);
        }
    }

    private static boolean isUp() {
        try (Connection _ = connect(as("postgres", "postgres"))) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }
}
