package beholden.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ground.Sha256;
import beholden.ledger.LedgerReader;
import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import beholden.ledger.witness.CosignedCheckpoint;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.installation.Installation;
import beholden.server.report.ReportEvent.ReportExported;
import beholden.server.search.SearchId;
import beholden.server.search.SearchProofs;
import beholden.server.search.Searches;
import beholden.server.source.FacePhotos;
import beholden.vault.key.AgencyId;
import beholden.vault.registrar.Directory;
import beholden.vault.registrar.Registrar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Reports in the hands of outsiders, who believe what was exported, as it was, and nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportCheckTest {
    private ReportDesk reports;
    private Desk desk;
    private Browser examiner;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        reports = ReportDesk.open(folder);
        desk = reports.desk();
        examiner = desk.examiner();
    }

    @AfterAll
    void close() throws IOException {
        reports.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "json"})
    void one_changed_byte_anywhere_and_nothing_is_proved(String format) throws Exception {
        JsonNode search = reports.searched(reports.openCase(), Map.of("limit", 2));
        byte[] file = reports.export(examiner, "/searches/" + search.get("id").asString(), format);
        ReportCheck.of(file, reports.trust());
        Random random = new Random(11);
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int proof = text.indexOf("{\"exported\":");

        IntStream inProof = IntStream.range(proof, text.indexOf("  ", proof) + 2);
        IntStream anywhere = random.ints(200, 0, file.length);
        for (int at : IntStream.concat(inProof, anywhere).toArray()) {
            byte[] changed = file.clone();
            changed[at] ^= 1;

            assertThatThrownBy(() -> ReportCheck.of(changed, reports.trust())).isInstanceOf(ReportException.class);
        }
        for (byte[] other : List.of(
                Arrays.copyOf(file, file.length - 1), Arrays.copyOf(file, file.length + 1), new byte[0], new byte[9])) {
            assertThatThrownBy(() -> ReportCheck.of(other, reports.trust())).isInstanceOf(ReportException.class);
        }
    }

    @Test
    void a_report_that_says_something_else_than_the_records_is_not_believed_even_if_it_was_exported() throws Exception {
        JsonNode search = reports.searched(reports.openCase(), Map.of("limit", 2));
        byte[] file = reports.export(examiner, "/searches/" + search.get("id").asString(), "json");
        Content content = JsonFile.read(ProofPlace.open(file).blank());
        String report = new String(content.report(), StandardCharsets.UTF_8);

        byte[] longer = report.replace("\"limit\":2", "\"limit\":9").getBytes(StandardCharsets.UTF_8);
        byte[] nothing = "{\"records\":[]}".getBytes(StandardCharsets.UTF_8);
        byte[] untrue = exportedAgain(search, new Content(longer, content.record()));
        byte[] unfounded = exportedAgain(search, new Content(content.report(), nothing));
        byte[] foreign = exportedAgain(reports.searched(reports.openCase(), Map.of("limit", 2)), content);

        assertThatThrownBy(() -> ReportCheck.of(untrue, reports.trust()))
                .hasMessage("the report does not say what the records say");
        assertThatThrownBy(() -> ReportCheck.of(unfounded, reports.trust()))
                .hasMessage("the search's record is missing");
        assertThatThrownBy(() -> ReportCheck.of(foreign, reports.trust()))
                .hasMessage("a record does not belong to this search");
        ReportCheck.of(exportedAgain(search, content), reports.trust());
    }

    @Test
    void a_report_that_states_a_rate_for_a_probe_without_one_is_not_believed() throws Exception {
        JsonNode search = reports.searched(reports.openCase(), FacePhotos.smallFace(), 1, Map.of("limit", 1));
        byte[] file = reports.export(examiner, "/searches/" + search.get("id").asString(), "json");
        Content content = JsonFile.read(ProofPlace.open(file).blank());
        String rated = new String(content.report(), StandardCharsets.UTF_8)
                .replaceFirst(
                        "\"noRate\":\\{[^}]*}",
                        "\"falseMatchRate\":{\"oneIn\":5.0,\"extrapolated\":false,\"text\":\"\",\"sentence\":\"\"}");

        byte[] exported = exportedAgain(search, new Content(rated.getBytes(StandardCharsets.UTF_8), content.record()));

        assertThatThrownBy(() -> ReportCheck.of(exported, reports.trust()))
                .hasMessage("the report states rates, which do not hold for the probe on record");
    }

    /// Exports what is no true report, as a server under somebody else's hand could.
    private byte[] exportedAgain(JsonNode search, Content content) throws Exception {
        AgencyBook book = bookOf(search);
        Searches searches = book.fold(Searches.class);
        SearchId id = SearchId.of(search.get("id").asString());
        ReportId report = content.read().id();
        byte[] blank = JsonFile.blank(content);
        book.act(searches.find(id).orElseThrow().by(), happening -> {
            happening.record(new ReportExported(report, id, ReportFormat.JSON, Sha256.of(blank)));
            return id;
        });
        int number = book.fold(RecordNumbers.class).of(report);
        SearchProofs proofs = desk.server().running().part(SearchProofs.class);
        return ProofPlace.fill(blank, Disclosure.of(book.disclose(number), proofs.of(book, number)));
    }

    private AgencyBook bookOf(JsonNode search) throws Exception {
        AgencyBooks books = desk.server().running().part(AgencyBooks.class);
        SearchId id = SearchId.of(search.get("id").asString());
        Installation installation = desk.server().installation();
        try (Registrar registrar = installation.registrar().open(desk.server().shares())) {
            return new Directory(installation.vault().log(AgencyId.DIRECTORY), desk.clock())
                    .list(registrar, "test", "test").entries().stream()
                            .map(entry -> books.of(entry.id()))
                            .filter(book -> book.fold(Searches.class).find(id).isPresent())
                            .findFirst()
                            .orElseThrow();
        }
    }

    @Test
    void records_that_witnesses_cosigned_are_proved_by_them_and_the_export_by_the_log_alone() throws Exception {
        NoteSigner witness = witness("w1.example", 1);
        NoteSigner stranger = witness("w2.example", 2);
        CheckpointPolicy trust =
                new CheckpointPolicy(reports.trust().logKeys(), List.of(witness.verifier(), stranger.verifier()), 1);
        String url = reports.refused();
        byte[] before = reports.export(examiner, url, "pdf");

        Path ledger = Installation.ledgerOf(desk.server().installation().folder());
        SignedNote newest = LedgerReader.checkpoint(ledger);
        CosignedCheckpoint.write(ledger, newest.with(List.of(witness.sign(newest.text()))));
        byte[] after = reports.export(examiner, url, "pdf");
        ReportCheck check = ReportCheck.of(after, trust);
        ReportDesk.text(after, "witnessed.pdf");
        if (System.getProperty("report.keep") != null) {
            Path kept = Path.of("../cli/src/test/resources/beholden/cli/ledger");
            Files.write(kept.resolve("report.pdf"), after);
            Files.writeString(
                    kept.resolve("report-log.pub"), trust.logKeys().getFirst().vkey() + "\n");
            Files.writeString(
                    kept.resolve("report-witness.pub"), witness.verifier().vkey() + "\n");
        }

        assertThat(check.witnesses()).containsExactly("w1.example");
        assertThat(check.records())
                .allSatisfy(record -> assertThat(record.witnesses()).containsExactly("w1.example"));
        assertThat(check.exported().witnesses()).isEmpty();
        assertThatThrownBy(() -> ReportCheck.of(before, trust)).hasMessageContaining("0 of the known witnesses");
        assertThatThrownBy(() ->
                        ReportCheck.of(after, new CheckpointPolicy(trust.logKeys(), List.of(stranger.verifier()), 1)))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("0 of the known witnesses");
    }

    private NoteSigner witness(String name, int seed) {
        byte[] bytes = new byte[NoteSigner.SEED_LENGTH];
        Arrays.fill(bytes, (byte) seed);
        return NoteSigner.ed25519Cosignature(name, bytes, desk.clock());
    }

    @Test
    void another_logs_key_proves_nothing() throws Exception {
        JsonNode search = reports.searched(reports.openCase(), Map.of("limit", 2));
        byte[] file = reports.export(examiner, "/searches/" + search.get("id").asString(), "json");
        NoteVerifier other = NoteSigner.ed25519("example.org/vault", new byte[NoteSigner.SEED_LENGTH])
                .verifier();

        assertThatThrownBy(() -> ReportCheck.of(file, new CheckpointPolicy(List.of(other), List.of(), 0)))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("not proved");
    }
}
