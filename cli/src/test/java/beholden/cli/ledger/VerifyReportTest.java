package beholden.cli.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.Cli;
import beholden.cli.terminal.ExitStatus;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A report that a server exported and that is kept beside this test: later versions go on believing it.
class VerifyReportTest {
    @TempDir
    private Path folder;

    private Path report = Path.of("");
    private Path key = Path.of("");
    private Path witness = Path.of("");

    @BeforeEach
    void copy() throws IOException {
        report = copied("report.pdf");
        key = copied("report-log.pub");
        witness = copied("report-witness.pub");
    }

    private Path copied(String name) throws IOException {
        Path copy = folder.resolve(name);
        try (InputStream in = VerifyReportTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            Files.copy(in, copy);
        }
        return copy;
    }

    @Test
    void a_report_is_verified_with_the_keys_of_the_log_and_of_a_witness() {
        Cli.Result checked = Cli.run("ledger", "verify-proof", report, "--key", key, "--witness", witness);

        assertThat(checked.err()).isEmpty();
        assertThat(checked.status()).isZero();
        assertThat(checked.out())
                .startsWith("Report of the search ")
                .contains("Proved: it is, byte for byte, what was exported on ", "in the log example.org/vault")
                .contains("Witnessed by w1.example: the records of the search. That of the export is newer")
                .contains("case-opened", "search-refused", "report-exported");
    }

    @Test
    void a_report_is_verified_as_json() {
        JsonNode checked = JsonMapper.shared()
                .readTree(Cli.run("ledger", "verify-proof", report, "--key", key, "--witness", witness, "--json")
                        .out());

        assertThat(checked.get("proved").asBoolean()).isTrue();
        assertThat(checked.get("sha256").asString()).hasSize(64);
        assertThat(checked.get("records").size()).isEqualTo(3);
        assertThat(checked.get("records").get(2).get("what").asString()).isEqualTo("report-exported");
        assertThat(checked.at("/witnesses/0").asString()).isEqualTo("w1.example");
        assertThat(checked.at("/records/0/witnesses/0").asString()).isEqualTo("w1.example");
        assertThat(checked.at("/records/2/witnesses").isEmpty()).isTrue();
    }

    @Test
    void without_a_witness_nothing_is_proved_unless_that_is_wanted() throws IOException {
        Path another = folder.resolve("another.pub");
        Files.writeString(
                another,
                Cli.run("ledger", "witness-key", folder.resolve("w.key"), "--name", "w2.example")
                        .out());

        Cli.Result none = Cli.run("ledger", "verify-proof", report, "--key", key);
        Cli.Result zero =
                Cli.run("ledger", "verify-proof", report, "--key", key, "--witness", witness, "--witnesses-needed", 0);
        Cli.Result other = Cli.run("ledger", "verify-proof", report, "--key", key, "--witness", another);
        Cli.Result json = Cli.run("ledger", "verify-proof", report, "--key", key, "--json");
        Cli.Result both = Cli.run("ledger", "verify-proof", report, "--key", key, "--witness", witness, "--no-witness");
        Cli.Result wanted = Cli.run("ledger", "verify-proof", report, "--key", key, "--no-witness");

        assertThat(none.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(none.out()).startsWith("Not proved: no independent witness").contains("--witness", "--no-witness");
        assertThat(zero.out()).isEqualTo(none.out());
        assertThat(other.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(other.out()).contains("0 of the known witnesses cosigned");
        assertThat(json.json().get("proved").asBoolean()).isFalse();
        assertThat(both.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(wanted.status()).isZero();
        assertThat(wanted.out()).contains("Proved: ", "Not witnessed: ");
    }

    @Test
    void a_changed_report_or_another_log_proves_nothing() throws IOException {
        Cli.Result other = Cli.run("ledger", "witness-key", folder.resolve("w.key"), "--name", "example.org/vault");
        Cli.Result byAnother = Cli.run(
                "ledger",
                "verify-proof",
                report,
                "--key",
                other.out().lines().findFirst().orElseThrow());
        byte[] changed = Files.readAllBytes(report);
        changed[1000] ^= 1;
        Files.write(report, changed);

        Cli.Result checked = Cli.run("ledger", "verify-proof", report, "--key", key, "--no-witness");

        assertThat(byAnother.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(byAnother.out()).startsWith("Not proved: ");
        assertThat(checked.status()).isEqualTo(ExitStatus.NOT_PROVED);
        assertThat(checked.out()).contains("Not proved: the file is not what was exported: it was changed afterwards");
    }

    @Test
    void what_is_no_report_is_said_to_be_none() throws IOException {
        for (String content : new String[] {
            "%PDF-1.7\nnothing", "{}", "{\"exported\":", "{\"exported\":{\"cells\":[{}]}}" + " ".repeat(40_000)
        }) {
            Files.writeString(report, content, StandardCharsets.US_ASCII);

            Cli.Result checked = Cli.run("ledger", "verify-proof", report, "--key", key);

            assertThat(checked.status()).isEqualTo(ExitStatus.NOT_PROVED);
            assertThat(checked.out()).startsWith("Not proved: ");
        }
    }

    @Test
    void an_entry_is_for_bare_proofs() {
        Cli.Result refused = Cli.run("ledger", "verify-proof", report, "--key", key, "--entry", "00");

        assertThat(refused.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(refused.err()).contains("leave it out");
    }
}
