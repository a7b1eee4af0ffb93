package beholden.cli.serve;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

/// PostgreSQL servers, each known by the name of the host that it stands in for.
final class Databases implements AutoCloseable {
    private static final URI OLDEST =
            URI.create("jar:" + Path.of("target/postgresql-oldest.jar").toUri() + "!/postgres-linux-x86_64.txz");

    private final SequencedMap<String, EmbeddedPostgres> servers = new LinkedHashMap<>();

    /// Starts a server of the oldest version that will do, which is the one that most machines' programs can dump.
    void startOldest(String host) throws IOException {
        assumeTrue(isInstalled(), "pg_dump is not installed; run: apt-get install postgresql-client");
        start(
                host,
                EmbeddedPostgres.builder()
                        .setPgBinaryResolver((_, _) -> OLDEST.toURL().openStream()));
    }

    void startNewest(String host) throws IOException {
        start(host, EmbeddedPostgres.builder());
    }

    private void start(String host, EmbeddedPostgres.Builder version) throws IOException {
        servers.put(
                host,
                version.setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start());
    }

    private static boolean isInstalled() {
        try {
            new ProcessBuilder("pg_dump", "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// Addresses of the servers by host, as URLs have them.
    Map<String, String> addresses() {
        SequencedMap<String, String> addresses = new LinkedHashMap<>();
        servers.forEach((host, server) -> addresses.put(host, "localhost:" + server.getPort()));
        return addresses;
    }

    /// Variables that lead PostgreSQL's own programs to a server, as on the machine it runs on.
    Map<String, String> variablesOf(String host) {
        EmbeddedPostgres server = servers.get(host);
        if (server == null) return Map.of();
        return Map.of("PGHOST", "localhost", "PGPORT", Integer.toString(server.getPort()));
    }

    /// Stops a server for ever.
    void lose(String host) throws IOException {
        if (servers.containsKey(host)) Objects.requireNonNull(servers.get(host)).close();
    }

    @Override
    public void close() throws IOException {
        for (EmbeddedPostgres server : servers.values()) server.close();
    }
}
