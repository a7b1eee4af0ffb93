package beholden.drill.world;

import beholden.vault.cell.CellAddress.PostgresDatabase;
import beholden.vault.cell.CellStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A PostgreSQL server of the drill's own, run as an installation would run it: durable, with its log in files.
public final class PostgresServer implements AutoCloseable {
    private static final String SUPERUSER = "postgres";

    /// Made once; the worlds' databases are copies of it.
    private static final String TEMPLATE = "beholden_template";

    private static final Duration STARTUP = Duration.ofSeconds(60);

    private final EmbeddedPostgres server;
    private final Path folder;

    private PostgresServer(EmbeddedPostgres server, Path folder) {
        this.server = server;
        this.folder = folder;
    }

    /// @param folder    for its files, absent or empty; not removed by [#close()]
    /// @param boxLength of the stores to come
    public static PostgresServer start(Path folder, int boxLength) throws IOException {
        return start(EmbeddedPostgres.builder(), folder, boxLength);
    }

    /// A server of another version than the one that comes with the drill.
    public static PostgresServer start(EmbeddedPostgres.Builder version, Path folder, int boxLength)
            throws IOException {
        Files.createDirectories(folder);
        EmbeddedPostgres server = version.setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setPGStartupWait(STARTUP)
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("logging_collector", "on")
                .setServerConfig("log_directory", "log")
                .setServerConfig("log_connections", "on")
                .setServerConfig("log_checkpoints", "off")
                .setServerConfig("autovacuum", "on")
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setErrorRedirector(ProcessBuilder.Redirect.DISCARD)
                .start();
        PostgresServer started = new PostgresServer(server, folder);
        try {
            started.execute(SUPERUSER, "CREATE DATABASE " + TEMPLATE);
            started.prepare(TEMPLATE, boxLength);
            return started;
        } catch (IOException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    /// Makes a database with an empty store.
    public void create(String database) throws IOException {
        execute(SUPERUSER, "CREATE DATABASE " + database + " TEMPLATE " + TEMPLATE);
        // The rights on a database are not copied with it.
        CellStores.prepare(address(database, SUPERUSER));
    }

    public void drop(String database) throws IOException {
        execute(SUPERUSER, "DROP DATABASE " + database + " WITH (FORCE)");
    }

    private void prepare(String database, int boxLength) throws IOException {
        CellStores.prepare(address(database, SUPERUSER));
        CellStores.create(address(database, "beholden_owner"), boxLength);
    }

    private void execute(String database, String command) throws IOException {
        try (Connection connection = connect(database, SUPERUSER);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException e) {
            throw new IOException("the drill's PostgreSQL server refused: " + command, e);
        }
    }

    /// Connected with everybody's rights.
    public Connection superuser(String database) throws SQLException {
        return connect(database, SUPERUSER);
    }

    /// Connected with the application's rights.
    public Connection application(String database) throws SQLException {
        return connect(database, "beholden_application");
    }

    /// Address of the store, as the vault's settings give it.
    public String store(String database) {
        return address(database, "beholden_application").url();
    }

    private Connection connect(String database, String role) throws SQLException {
        return DriverManager.getConnection(address(database, role).url());
    }

    private PostgresDatabase address(String database, String role) {
        return new PostgresDatabase(
                "jdbc:postgresql://localhost:%d/%s?user=%s".formatted(server.getPort(), database, role));
    }

    /// Steals the file in which a table lies.
    public static void copyTableFile(Connection superuser, String table, Path to) throws IOException, SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("CHECKPOINT");
            try (ResultSet rows =
                    statement.executeQuery("SELECT pg_read_binary_file(pg_relation_filepath('" + table + "'))")) {
                rows.next();
                Files.write(to, rows.getBytes(1));
            }
        }
    }

    /// Bytes of write-ahead log that the server has written in its life.
    public long walBytes() throws SQLException {
        return number("SELECT pg_current_wal_lsn() - '0/0'::pg_lsn");
    }

    /// Transactions that wrote something, or meant to, in the server's life.
    public long transactions() throws SQLException {
        return number("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint");
    }

    private long number(String query) throws SQLException {
        try (Connection superuser = superuser(SUPERUSER);
                Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    public int port() {
        return server.getPort();
    }

    /// Everything the server keeps on disk.
    public Path data() {
        return folder.resolve("data");
    }

    /// The server's log files.
    public List<Path> logs() throws IOException {
        Path logs = data().resolve("log");
        if (!Files.exists(logs)) return List.of();
        try (Stream<Path> files = Files.list(logs)) {
            return new ArrayList<>(files.sorted().toList());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
