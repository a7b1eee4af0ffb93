package beholden.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.Cli;
import beholden.cli.terminal.ExitStatus;
import beholden.ground.Sha256;
import beholden.ledger.LedgerReader;
import beholden.vault.Vault;
import beholden.vault.key.AgencyId;
import beholden.vault.key.RootKey;
import beholden.vault.key.RootKeyPlace;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.cbor.CBORMapper;

/// `beholden losses`, on a vault with an operator's log and an agency's.
class LossesTest {
    private static final String PASSPHRASE = "six random words are good";

    @TempDir
    Path temp;

    private Path folder = Path.of("");
    private Path vault = Path.of("");
    private Path passphrase = Path.of("");

    @BeforeEach
    void a_vault() throws IOException {
        folder = Files.createDirectory(temp.resolve("installation"));
        vault = folder.resolve("vault");
        passphrase = Files.writeString(temp.resolve("passphrase"), PASSPHRASE + "\n");
        Cli.Result made = Cli.run(
                "vault",
                "init",
                vault,
                "--origin",
                "example.org/vault",
                "--cells-per-tick",
                1,
                "--tick",
                10,
                "--passphrase-file",
                passphrase);
        assertThat(made.status()).as(made.err()).isZero();
    }

    private interface Work {
        void with(Vault vault) throws Exception;
    }

    private void open(Work work) throws Exception {
        Path keys = vault.resolve("keys");
        try (Secret secret = Secret.taking(PASSPHRASE.getBytes(StandardCharsets.UTF_8));
                RootKey root = RootKeyPlace.load(keys).open(keys, secret);
                Vault open = Vault.open(vault, root)) {
            work.with(open);
        }
    }

    private static void append(Vault vault, AgencyId agency, Instant at) throws Exception {
        byte[] event = CBORMapper.shared()
                .writeValueAsBytes(Map.of("at", at.toEpochMilli(), "event", Map.of("is", "something")));
        vault.log(agency).append(event);
        vault.tick();
    }

    private Cli.Result losses(Object... more) {
        return Cli.run(Stream.of(
                        new Object[] {"losses", "--folder", folder}, more, new Object[] {"--passphrase-file", passphrase
                        })
                .flatMap(Arrays::stream)
                .toArray());
    }

    /// Deletes the rows that the ledger says were written then.
    private void delete(long from, long to) throws Exception {
        Path ledger = vault.resolve("ledger");
        List<byte[]> entries = new ArrayList<>();
        LedgerReader.at(ledger, LedgerReader.checkpoint(ledger)).forEach(from, to, entries::add);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + vault.resolve("cells.sqlite"));
                Statement all = connection.createStatement();
                PreparedStatement delete = connection.prepareStatement("DELETE FROM cell WHERE label = ?")) {
            List<byte[]> labels = new ArrayList<>();
            try (ResultSet rows = all.executeQuery("SELECT label, box FROM cell")) {
                while (rows.next()) {
                    byte[] entry = Sha256.of(rows.getBytes(1), rows.getBytes(2));
                    if (entries.stream().anyMatch(one -> Arrays.equals(one, entry))) labels.add(rows.getBytes(1));
                }
            }
            for (byte[] label : labels) {
                delete.setBytes(1, label);
                delete.executeUpdate();
            }
        }
    }

    @Test
    void what_is_gone_is_listed_without_names_and_acknowledged_once() throws Exception {
        long[] sizes = new long[2];
        String[] ids = new String[2];
        open(open -> {
            AgencyId operator = open.keyring().newAgency();
            AgencyId agency = open.keyring().newAgency();
            ids[0] = operator.hex();
            ids[1] = agency.hex();
            append(open, operator, Instant.parse("2026-01-01T00:00:00Z"));
            append(open, agency, Instant.parse("2026-01-02T00:00:00Z"));
            sizes[0] = open.ledger().size();
            append(open, agency, Instant.parse("2026-01-03T00:00:00Z"));
            sizes[1] = open.ledger().size();
            append(open, agency, Instant.parse("2026-01-04T00:00:00Z"));
        });
        Files.writeString(
                folder.resolve("installation.json"),
                "{\"format\":2,\"operator\":\"" + ids[0] + "\",\"state\":\"MADE\",\"records\":1}");
        Cli.Result whole = losses();
        assertThat(whole.status()).as(whole.err()).isZero();
        assertThat(whole.out()).contains("Nothing is missing");

        delete(sizes[0], sizes[1]);

        Cli.Result listed = losses();
        assertThat(listed.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(listed.out())
                .contains("an agency", "2026-01-02T00:00:00Z", "2026-01-04T00:00:00Z", "--acknowledge")
                .contains("missing or altered, records or not: 1")
                .doesNotContain(ids[0], ids[1], "2026-01-03");
        assertThat(losses("--reason", "x").status()).isEqualTo(ExitStatus.USAGE);
        assertThat(losses("--acknowledge", "--by", "A. Marsh").err()).contains("--reason");

        Cli.Result done = losses("--acknowledge", "--by", "A. Marsh", "--reason", "the disk failed");

        assertThat(done.status()).as(done.err() + done.out()).isZero();
        assertThat(done.out()).contains("Acknowledged and recorded", "undone");
        Cli.Result after = losses();
        assertThat(after.status()).isZero();
        assertThat(after.out())
                .contains(
                        "Nothing is missing that is not acknowledged", "A. Marsh", "the disk failed", "1 record of log")
                .doesNotContain("made after");
    }

    @Test
    void an_installation_that_a_newer_version_has_written_to_is_refused_untouched() throws Exception {
        Path note = Files.writeString(
                folder.resolve("installation.json"),
                "{\"format\":2,\"operator\":\"" + "0a".repeat(16) + "\",\"state\":\"MADE\",\"records\":999}");
        byte[] pending = Files.readAllBytes(vault.resolve("pending"));

        for (String command : List.of("losses", "serve")) {
            Cli.Result refused = Cli.run(command, "--folder", folder, "--passphrase-file", passphrase);

            assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
            assertThat(refused.err()).contains("newer Beholden", "records format 999", "put back a backup");
        }
        assertThat(vault.resolve("pending")).hasBinaryContent(pending);
        assertThat(note).content().contains("999");
    }
}
