package beholden.drill.world;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// Traces that a database server wrote besides the database while a world happened: its write-ahead log and its
/// log.
///
/// @param server       null where there is none
/// @param walBytes     written before
/// @param transactions begun before
/// @param logLines     written before
record ServerTrace(@Nullable PostgresServer server, long walBytes, long transactions, long logLines) {

    static ServerTrace of(@Nullable PostgresServer server) throws IOException {
        return server == null
                ? new ServerTrace(null, 0, 0, 0)
                : new ServerTrace(server, walBytes(server), transactions(server), logLines(server));
    }

    void measure(Features features) throws IOException {
        if (server == null) return;
        features.put("server's write-ahead log, bytes", walBytes(server) - walBytes);
        features.put("server's transactions", transactions(server) - transactions);
        features.put("server's log, lines", logLines(server) - logLines);
    }

    private static long walBytes(PostgresServer server) throws IOException {
        try {
            return server.walBytes();
        } catch (SQLException e) {
            throw new IOException("the drill's PostgreSQL server does not answer", e);
        }
    }

    private static long transactions(PostgresServer server) throws IOException {
        try {
            return server.transactions();
        } catch (SQLException e) {
            throw new IOException("the drill's PostgreSQL server does not answer", e);
        }
    }

    private static long logLines(PostgresServer server) throws IOException {
        long lines = 0;
        for (Path file : server.logs()) {
            lines += Files.readString(file, StandardCharsets.ISO_8859_1).lines().count();
        }
        return lines;
    }
}
