package beholden.drill;

import beholden.drill.search.ByteSearch;
import beholden.drill.world.PostgresServer;
import beholden.ground.Folders;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;

/// Thefts of a PostgreSQL database: a dump of it, and the server's files.
final class DatabaseThefts {
    private static final Pattern MAJOR_VERSION = Pattern.compile("\\) (\\d+)");

    private final PostgresServer server;
    private final String database;
    private final ByteSearch search;
    private final Path loot;

    /// @param loot folder for what is stolen
    DatabaseThefts(PostgresServer server, String database, ByteSearch search, Path loot) {
        this.server = server;
        this.database = database;
        this.search = search;
        this.loot = loot;
    }

    List<Robbery> all() throws IOException, SQLException {
        Files.createDirectories(loot);
        return List.of(dump(), dataDirectory());
    }

    private Robbery dump() throws IOException, SQLException {
        Path file = loot.resolve("dump.sql");
        int version;
        String tool;
        try (Connection superuser = server.superuser(database)) {
            version = superuser.getMetaData().getDatabaseMajorVersion();
            OptionalInt installed = installedDump();
            // An older pg_dump refuses a newer server.
            if (installed.isPresent() && installed.getAsInt() >= version) {
                runDump(file);
                tool = "by pg_dump " + installed.getAsInt();
            } else {
                copyTables(superuser, file);
                tool = "by COPY of every table, catalogues included: "
                        + (installed.isPresent()
                                ? "pg_dump " + installed.getAsInt() + " is too old for a server " + version
                                : "no pg_dump is installed");
            }
        }
        Loot dumped = new Loot(search).file(file, "the dump");
        return new Robbery(
                StoreKind.POSTGRES,
                "a dump of the database",
                FolderThefts.SOUGHT,
                dumped.tried() + "; dumped " + tool,
                dumped.learned());
    }

    private static OptionalInt installedDump() throws IOException {
        Process process;
        try {
            process = new ProcessBuilder("pg_dump", "--version")
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException _) {
            return OptionalInt.empty();
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher version = MAJOR_VERSION.matcher(answer);
        return version.find() ? OptionalInt.of(Integer.parseInt(version.group(1))) : OptionalInt.empty();
    }

    private void runDump(Path file) throws IOException {
        Process process = new ProcessBuilder(
                        "pg_dump", "-h", "localhost", "-p", Integer.toString(server.port()), "-U", "postgres", database)
                .redirectOutput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) throw new IOException("pg_dump ended with status " + process.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the database was dumped", e);
        }
    }

    private static void copyTables(Connection superuser, Path file) throws IOException, SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = superuser.createStatement();
                ResultSet rows = statement.executeQuery("SELECT format('%I.%I', n.nspname, c.relname)"
                        + " FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind IN ('r', 'm') ORDER BY 1")) {
            while (rows.next()) tables.add(rows.getString(1));
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            for (String table : tables) {
                out.write(("-- " + table + "\n").getBytes(StandardCharsets.UTF_8));
                superuser.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", out);
            }
        }
    }

    private Robbery dataDirectory() throws IOException {
        Path copy = loot.resolve("data");
        Folders.copy(server.data(), copy);
        try {
            Loot files = new Loot(search).folder(copy, _ -> true);
            return new Robbery(
                    StoreKind.POSTGRES,
                    "the server's data directory with its write-ahead log, copied while it runs",
                    FolderThefts.SOUGHT,
                    files.tried(),
                    files.learned());
        } finally {
            Folders.remove(copy);
        }
    }
}
