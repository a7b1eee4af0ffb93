package beholden.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.drill.search.ByteSearch;
import beholden.drill.world.KnownVault;
import beholden.drill.world.PostgresServer;
import beholden.drill.world.Victim;
import beholden.ground.Folders;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTheftsTest {
    private static final URI OLDEST =
            URI.create("jar:" + Path.of("target/postgresql-oldest.jar").toUri() + "!/postgres-linux-x86_64.txz");

    @TempDir
    private Path folder;

    /// The server that comes with the drill is newer than the `pg_dump` of most machines, which then refuses it.
    @Test
    void pg_dump_of_a_vault_on_the_oldest_postgresql_yields_nothing_and_finds_what_lies_in_the_open() throws Exception {
        assumeTrue(isInstalled("pg_dump"), "pg_dump is not installed; run: apt-get install postgresql-client");
        EmbeddedPostgres.Builder oldest = EmbeddedPostgres.builder()
                .setPgBinaryResolver((_, _) -> OLDEST.toURL().openStream());
        try (PostgresServer server = PostgresServer.start(oldest, folder.resolve("server"), Victim.BOX);
                KnownVault known = KnownVault.of(new Victim(folder.resolve("vault"), server, "vault_00000001"), 1)) {
            ByteSearch search = new ByteSearch(known.secrets());
            Path loot = folder.resolve("loot");

            List<Robbery> sealed = thefts(server, search, loot);
            try (Connection superuser = server.superuser("vault_00000001")) {
                PlainTable.fill(superuser, "bytea", known.secrets());
            }
            List<Robbery> open = thefts(server, search, loot);

            assertThat(sealed).allMatch(Robbery::withstood);
            assertThat(sealed.getFirst().tried()).contains("; dumped by pg_dump ");
            assertThat(open.getFirst().learned()).isNotEmpty();
        }
    }

    private static List<Robbery> thefts(PostgresServer server, ByteSearch search, Path loot) throws Exception {
        try {
            return new DatabaseThefts(server, "vault_00000001", search, loot).all();
        } finally {
            Folders.remove(loot);
        }
    }

    private static boolean isInstalled(String command) {
        try {
            new ProcessBuilder(command, "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
