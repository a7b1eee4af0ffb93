package beholden.cli.vault;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.Cli;
import beholden.cli.terminal.ExitStatus;
import beholden.ledger.merkle.Hash;
import beholden.vault.cell.CellAddress.PostgresDatabase;
import beholden.vault.cell.CellStores;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands about a vault whose cells are in a real PostgreSQL server.
class PostgresVaultTest {
    /// A busy machine takes longer than the ten seconds that are usual.
    private static final Duration STARTUP = Duration.ofMinutes(2);

    private static EmbeddedPostgres server;

    @TempDir
    private Path temp;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder()
                .setPGStartupWait(STARTUP)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    @Test
    void an_audit_as_the_owner_passes_and_then_names_the_cell_that_somebody_deleted() throws Exception {
        prepare("audited");
        Path vault = temp.resolve("vault");
        assertThat(init(vault, "audited", "audited").status()).isZero();
        Cli.run("registrar", "init", vault, "--out", temp.resolve("shares"));
        Cli.Result added = Cli.run("registrar", "add", vault, "--name", "one", "--passphrase-file", passphrase());
        assertThat(added.status()).as(added.err()).isZero();
        String cells = url("audited", "beholden_owner").substring("jdbc:".length());
        Object[] audit = {"ledger", "audit", vault, "--key", vault.resolve("ledger/log.pub"), "--cells", cells};

        Cli.Result clean = Cli.run(audit);
        byte[] entry = deletedCell("audited");
        Cli.Result found = Cli.run(audit);

        assertThat(clean.status()).as(clean.out() + clean.err()).isZero();
        assertThat(clean.out()).containsPattern("Checked \\d+ entr(y|ies) and \\d+ cells?: nothing was changed");
        assertThat(found.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(found.out())
                .contains("the ledger is not as it should be")
                .contains("entry " + indexOf(entry, vault) + ": its cell is not in the database");
    }

    @Test
    void a_vault_is_not_made_where_application_and_owner_see_two_databases() throws Exception {
        prepare("one");
        prepare("other");
        Path vault = temp.resolve("vault");

        Cli.Result refused = init(vault, "one", "other");

        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).contains("this is not the database of --store", "name the same one");
        assertThat(vault).doesNotExist();
        assertThat(value("other", "SELECT count(*) FROM pg_namespace WHERE nspname = 'beholden'"))
                .isEqualTo("0");
        assertThat(init(vault, "one", "one").status()).isZero();
    }

    @Test
    void an_owner_of_no_database_is_refused() throws Exception {
        Path vault = temp.resolve("vault");
        Object[] start = {"vault", "init", vault, "--origin", "example.org/v", "--passphrase-file", passphrase()};
        Object[] owner = {"--store-owner", temp.resolve("cells.sqlite")};

        Cli.Result sqlite = Cli.run(Stream.of(start, owner).flatMap(Stream::of).toArray());

        assertThat(sqlite.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(sqlite.err()).contains("--store-owner goes with a PostgreSQL database");
        assertThat(temp.resolve("cells.sqlite")).doesNotExist();
        assertThat(vault).doesNotExist();
    }

    private Cli.Result init(Path vault, String database, String ownersDatabase) throws IOException {
        return Cli.run(
                "vault",
                "init",
                vault,
                "--origin",
                "example.org/vault",
                "--tick",
                10,
                "--store",
                url(database, "beholden_application"),
                "--store-owner",
                url(ownersDatabase, "beholden_owner"),
                "--passphrase-file",
                passphrase());
    }

    private Path passphrase() throws IOException {
        return Files.writeString(temp.resolve("passphrase"), "six random words are good");
    }

    /// Deletes a cell as the table's owner.
    ///
    /// @return the ledger's entry for it
    private static byte[] deletedCell(String database) throws Exception {
        try (Connection owner = DriverManager.getConnection(url(database, "beholden_owner"));
                Statement statement = owner.createStatement();
                ResultSet cell = statement.executeQuery("DELETE FROM beholden.cell"
                        + " WHERE label = (SELECT label FROM beholden.cell ORDER BY label LIMIT 1)"
                        + " RETURNING label || box")) {
            assertThat(cell.next()).isTrue();
            return MessageDigest.getInstance("SHA-256").digest(cell.getBytes(1));
        }
    }

    /// Number of an entry in the only bundle of a small ledger: two bytes of length before each.
    private static int indexOf(byte[] entry, Path vault) throws IOException {
        try (Stream<Path> bundles = Files.walk(vault.resolve("ledger/tile/entries"))) {
            for (Path bundle : bundles.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(bundle);
                int step = Short.BYTES + Hash.LENGTH;
                for (int i = 0; (i + 1) * step <= bytes.length; i++) {
                    if (Arrays.equals(entry, Arrays.copyOfRange(bytes, i * step + Short.BYTES, (i + 1) * step)))
                        return i;
                }
            }
        }
        throw new AssertionError("the cell is in no bundle");
    }

    private static void prepare(String database) throws Exception {
        value("postgres", "CREATE DATABASE " + database);
        CellStores.prepare(new PostgresDatabase(url(database, "postgres")));
    }

    /// First column of the first row that a superuser gets; empty if there is none.
    private static String value(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(database, "postgres"));
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) return "";
            try (ResultSet rows = statement.getResultSet()) {
                return rows.next() ? rows.getString(1) : "";
            }
        }
    }

    private static String url(String database, String role) {
        return "jdbc:postgresql://localhost:" + server.getPort() + "/" + database + "?user=" + role;
    }
}
