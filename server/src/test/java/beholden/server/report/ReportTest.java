package beholden.server.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ledger.note.CheckpointPolicy;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.installation.Installation;
import beholden.server.review.FacialFeature;
import beholden.server.search.GroupPhotos;
import beholden.server.search.SearchId;
import beholden.server.search.SearchProofs;
import beholden.server.search.Searches;
import beholden.server.search.TestCases;
import beholden.vault.key.AgencyId;
import beholden.vault.registrar.Directory;
import beholden.vault.registrar.Registrar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reports of real searches over HTTP, checked as an outsider would.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTest {
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
    private static final String HOSTILE = "<script>alert(1)</script> {{notice}} &amp; \"quoted\" \\ ${x} Ωμέγα Иванов";

    private static final String REASON = "The victim's last companion was photographed, and nobody knows a name.";

    /// To look at.
    private static final Path PAGES = Path.of("target", "reports");

    private static final List<String> SOURCES = IntStream.rangeClosed(1, 5)
            .mapToObj(i -> "0198c6d2-7a7f-7f6e-8d7c-00000000000" + i)
            .toList();

    private Desk desk;
    private Browser examiner;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        desk = Desk.open(folder);
        examiner = desk.examiner();
        GroupPhotos.enrol(
                desk.server().installation().gallery(),
                desk.server().installation().faces(),
                SOURCES,
                1,
                2,
                3,
                4);
        Files.createDirectories(PAGES);
    }

    @AfterAll
    void close() throws IOException {
        desk.close();
    }

    @Test
    void the_report_of_a_lead_tells_who_saw_what_and_is_proved() throws Exception {
        JsonNode search = searched(openCase(REASON), Map.of("limit", 5));
        String url = "/searches/" + search.get("id").asString();
        conclude(url, search);

        byte[] pdf = export(desk.auditor(), url, "pdf");
        ReportCheck check = ReportCheck.of(pdf, trust());
        String text = text(pdf, "lead.pdf");

        assertThat(check.records().stream().map(ReportCheck.Proved::what))
                .containsExactly("case-opened", "searched", "disposed", "concluded", "concluded", "outcome");
        assertThat(check.exported().what()).isEqualTo("report-exported");
        assertThat(check.search()).isEqualTo(search.get("id").asString());
        assertThat(text)
                .contains("Investigative lead", "Two people concluded")
                .contains("Northmoor Constabulary", "Edwin Hale", "Rosa Lindt", "Mira Castell")
                .contains(search.get("probe").get("sha256").asString())
                .contains("Support for the same person", "Hairline", "the same notch in the left ear")
                .contains("Excluded at first sight", "photos.example/1")
                .contains("not stated by the publisher", "under 1 in 1,000,000");
        try (PDDocument pages = Loader.loadPDF(pdf)) {
            for (int page = 1; page <= pages.getNumberOfPages(); page++) {
                assertThat(text(pages, page))
                        .contains(Report.NOTICE, check.search(), check.sha256())
                        .contains("Page " + page + " of " + pages.getNumberOfPages());
            }
        }
    }

    @Test
    void the_report_as_json_says_the_same() throws Exception {
        JsonNode search = searched(openCase(REASON), Map.of("limit", 3));
        String url = "/searches/" + search.get("id").asString();

        byte[] file = export(examiner, url, "json");

        ReportCheck check = ReportCheck.of(file, trust());
        JsonNode report = JsonMapper.shared().readTree(file).get("report");
        JsonNode recorded = report.get("recorded");
        assertThat(check.records().stream().map(ReportCheck.Proved::what)).containsExactly("case-opened", "searched");
        assertThat(report.get("notice").asString()).contains("not evidence of identity");
        assertThat(recorded.get("outcome").asString()).isEqualTo("OPEN");
        assertThat(recorded.get("gallery").get("candidates").size()).isEqualTo(3);
        assertThat(recorded.get("ofCase").get("legalBasis").asString()).isEqualTo("Warrant or order of a court");
        JsonNode first = report.get("candidates").get(0);
        assertThat(first.get("falseMatchRate").get("text").asString()).startsWith("under 1 in ");
        assertThat(first.get("captured").asString()).isEqualTo("2024-05-01");
        assertThat(first.get("picture").asString()).startsWith("/9j/");
        assertThat(report.get("model").get("trainingData").asString()).isEqualTo("not stated by the publisher");
        assertThat(report.get("people").size()).isEqualTo(1);
    }

    @Test
    void a_search_without_candidates_says_so() throws Exception {
        JsonNode search = searched(openCase(REASON), Map.of("minQuality", 100));
        String url = "/searches/" + search.get("id").asString();
        examiner.post(url + "/outcome").expect(200);

        byte[] pdf = export(desk.reviewer(), url, "pdf");

        ReportCheck.of(pdf, trust());
        assertThat(text(pdf, "none.pdf")).contains("No candidates", "No lead", "quality 100 or more");
    }

    @Test
    void a_refused_search_names_the_rule() throws Exception {
        String caseId = openCase(REASON);
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1)).text("id");
        TestCases.close(examiner, caseId);
        TestCases.search(examiner, caseId, probe, 1).expect(403);
        String id = examiner.get("/cases/" + caseId + "/searches")
                .json()
                .at("/items/0/id")
                .asString();

        byte[] pdf = export(desk.administrator(), "/searches/" + id, "pdf");
        byte[] json = export(desk.administrator(), "/searches/" + id, "json");

        assertThat(ReportCheck.of(pdf, trust()).records().stream().map(ReportCheck.Proved::what))
                .containsExactly("case-opened", "search-refused");
        ReportCheck.of(json, trust());
        assertThat(text(pdf, "refused.pdf")).contains("Refused by rule", "case-open", "No face was compared");
    }

    @Test
    void a_search_that_was_approved_names_who_approved_it() throws Exception {
        String caseId = TestCases.open(desk, examiner, "MINORS");
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1)).text("id");
        String url = "/searches/"
                + TestCases.search(examiner, caseId, probe, 1).expect(202).text("id");
        byte[] waiting = export(examiner, url, "pdf");
        desk.reviewer().signIn().expect(200);
        desk.reviewer()
                .post(url + "/approval", Map.of("approve", true, "reason", "The child is missing."))
                .expect(200);

        byte[] approved = export(examiner, url, "pdf");

        ReportCheck.of(waiting, trust());
        assertThat(text(waiting, "waiting.pdf")).contains("Waits for approval", "Rule for approval");
        assertThat(ReportCheck.of(approved, trust()).records().stream().map(ReportCheck.Proved::what))
                .containsExactly("case-opened", "search-asked", "search-decided", "searched");
        assertThat(text(approved, "approved.pdf")).contains("Approved by", "Rosa Lindt", "The child is missing.");
    }

    @Test
    void fifty_candidates_are_all_there_and_hostile_text_is_text() throws Exception {
        String justification = HOSTILE + "\n" + "word ".repeat(300) + "x".repeat(2000);
        JsonNode search = searched(openCase(justification), Map.of("limit", 50));
        assertThat(search.get("candidates").size()).isEqualTo(50);

        byte[] pdf = export(examiner, "/searches/" + search.get("id").asString(), "pdf");

        String text = text(pdf, "fifty.pdf");
        assertThat(ReportCheck.of(pdf, trust()).records()).hasSize(2);
        assertThat(text.replaceAll("\\s+", " "))
                .contains("all 50 that were shown")
                .contains("<script>alert(1)</script> {{notice}} &amp; \"quoted\" \\ ${x} Ωμέγα Иванов");
        assertThat(text.replaceAll("\\s+", "")).contains("x".repeat(2000));
        for (JsonNode candidate : search.get("candidates")) {
            assertThat(text).contains("%.3f".formatted(candidate.get("score").asDouble()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pdf", "json"})
    void one_changed_byte_anywhere_and_nothing_is_proved(String format) throws Exception {
        JsonNode search = searched(openCase(REASON), Map.of("limit", 2));
        byte[] file = export(examiner, "/searches/" + search.get("id").asString(), format);
        ReportCheck.of(file, trust());
        Random random = new Random(11);
        int proof = new String(file, StandardCharsets.ISO_8859_1).indexOf("{\"exported\":");

        IntStream inProof = random.ints(60, proof, proof + ProofPlace.LENGTH);
        IntStream anywhere = random.ints(60, 0, file.length);
        for (int at : IntStream.concat(inProof, anywhere).toArray()) {
            byte[] changed = file.clone();
            changed[at] ^= 1;

            assertThatThrownBy(() -> ReportCheck.of(changed, trust())).isInstanceOf(ReportException.class);
        }
        for (byte[] other : List.of(
                Arrays.copyOf(file, file.length - 1), Arrays.copyOf(file, file.length + 1), new byte[0], new byte[9])) {
            assertThatThrownBy(() -> ReportCheck.of(other, trust())).isInstanceOf(ReportException.class);
        }
    }

    @Test
    void a_report_that_says_something_else_than_the_records_is_not_believed_even_if_it_was_exported() throws Exception {
        JsonNode search = searched(openCase(REASON), Map.of("limit", 2));
        byte[] file = export(examiner, "/searches/" + search.get("id").asString(), "json");
        Content content = JsonFile.read(file);
        String report = new String(content.report(), StandardCharsets.UTF_8);

        byte[] longer = report.replace("\"limit\":2", "\"limit\":9").getBytes(StandardCharsets.UTF_8);
        byte[] nothing = "{\"records\":[]}".getBytes(StandardCharsets.UTF_8);
        byte[] untrue = exportedAgain(search, new Content(longer, content.record()));
        byte[] unfounded = exportedAgain(search, new Content(content.report(), nothing));
        byte[] foreign = exportedAgain(searched(openCase(REASON), Map.of("limit", 2)), content);

        assertThatThrownBy(() -> ReportCheck.of(untrue, trust()))
                .hasMessage("the report does not say what the records say");
        assertThatThrownBy(() -> ReportCheck.of(unfounded, trust())).hasMessage("the search's record is missing");
        assertThatThrownBy(() -> ReportCheck.of(foreign, trust()))
                .hasMessage("a record does not belong to this search");
        ReportCheck.of(exportedAgain(search, content), trust());
    }

    /// Exports what is no true report, as a server under somebody else's hand could.
    private byte[] exportedAgain(JsonNode search, Content content) throws Exception {
        AgencyBook book = bookOf(search);
        Searches searches = book.fold(Searches.class);
        SearchId id = SearchId.parse(search.get("id").asString());
        ReportId report = ReportJson.MAPPER.convertValue(content.tree().get("id"), ReportId.class);
        byte[] blank = JsonFile.blank(content);
        book.act(searches.find(id).orElseThrow().by(), happening -> {
            happening.record(new ReportExported(report, id, ReportFormat.JSON, ProofPlace.sha256(blank)));
            return id;
        });
        int number = book.fold(RecordNumbers.class).of(report);
        SearchProofs proofs = desk.server().running().part(SearchProofs.class);
        return ProofPlace.fill(blank, Disclosure.of(book.disclose(number), proofs.of(book, number)));
    }

    private AgencyBook bookOf(JsonNode search) throws Exception {
        AgencyBooks books = desk.server().running().part(AgencyBooks.class);
        SearchId id = SearchId.parse(search.get("id").asString());
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
    void another_logs_key_proves_nothing() throws Exception {
        JsonNode search = searched(openCase(REASON), Map.of("limit", 2));
        byte[] file = export(examiner, "/searches/" + search.get("id").asString(), "json");
        NoteVerifier other = NoteSigner.ed25519("example.org/vault", new byte[NoteSigner.SEED_LENGTH])
                .verifier();

        assertThatThrownBy(() -> ReportCheck.of(file, new CheckpointPolicy(List.of(other), List.of(), 0)))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("not proved");
    }

    @Test
    void a_reviewer_who_may_still_judge_gets_no_report() throws Exception {
        JsonNode search = searched(openCase(REASON), Map.of("limit", 2));
        String url = "/searches/" + search.get("id").asString();

        Answer early = desk.reviewer().get(url + "/report.pdf").expect(403);
        conclude(url, search);

        assertThat(early.text("type")).isEqualTo("urn:beholden:blind");
        assertThat(early.text("detail")).contains("once the outcome is recorded");
        export(desk.reviewer(), url, "json");
    }

    @Test
    void a_report_needs_a_fresh_touch_and_a_role_and_its_own_agency() throws Exception {
        JsonNode search = searched(openCase(REASON), Map.of("limit", 2));
        String url = "/searches/" + search.get("id").asString();
        TestAgency other = desk.agency("Southmoor Constabulary");

        for (String format : List.of("/report.pdf", "/report.json")) {
            desk.operator().get(url + format).expect(403);
            desk.stranger().get(url + format).expect(401);
            Answer known = other.auditor().get(url + format).expect(404);
            assertThat(known.text())
                    .isEqualTo(other.auditor()
                            .get("/searches/" + NOWHERE + format)
                            .expect(404)
                            .text()
                            .replace(NOWHERE, search.get("id").asString()));
            other.auditor().get("/searches/nonsense" + format).expect(404);
        }
        Browser colleague = desk.join(desk.administrator(), "Ines Holm", "AUDITOR");
        desk.clock().putForward(Duration.ofMinutes(6));
        assertThat(colleague.get(url + "/report.pdf").expect(403).text("type")).isEqualTo("urn:beholden:touch-needed");
        colleague.signIn().expect(200);
        colleague.get(url + "/report.pdf").expect(200);
    }

    @Test
    void a_candidate_that_left_the_gallery_is_told_as_removed() throws Exception {
        GroupPhotos.enrol(
                desk.server().installation().gallery(),
                desk.server().installation().faces(),
                SOURCES.subList(0, 1),
                5);
        String caseId = openCase(REASON);
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(5)).text("id");
        JsonNode search =
                TestCases.search(examiner, caseId, probe, 1).expect(201).json();
        desk.server().installation().gallery().removePhoto(GroupPhotos.photoId(5, SOURCES.getFirst()));
        desk.server().installation().gallery().commit();

        byte[] pdf = export(examiner, "/searches/" + search.get("id").asString(), "pdf");

        ReportCheck.of(pdf, trust());
        assertThat(text(pdf, "removed.pdf")).contains("The face has left the gallery since");
    }

    private CheckpointPolicy trust() {
        return new CheckpointPolicy(desk.server().installation().vault().verifiers(), List.of(), 0);
    }

    private String openCase(String justification) {
        LocalDate today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
        return examiner.post(
                        "/cases",
                        Map.of(
                                "number",
                                "R " + UUID.randomUUID(),
                                "offence",
                                "homicide",
                                "legalBasis",
                                "Warrant or order of a court",
                                "jurisdiction",
                                "DE",
                                "justification",
                                justification,
                                "validUntil",
                                today.plusDays(30).toString(),
                                "sensitive",
                                List.of()))
                .expect(201)
                .text("id");
    }

    private JsonNode searched(String caseId, Map<String, Object> more) throws IOException {
        Map<String, Object> wanted = new LinkedHashMap<>(more);
        wanted.put(
                "probe",
                TestCases.upload(examiner, caseId, GroupPhotos.photo(1)).text("id"));
        wanted.put("face", 2);
        return examiner.post("/cases/" + caseId + "/searches", wanted)
                .expect(201)
                .json();
    }

    /// The best candidate is possible and gets two opinions, the others are excluded.
    private void conclude(String url, JsonNode search) {
        List<Map<String, Object>> dispositions = new ArrayList<>();
        for (JsonNode candidate : search.get("candidates")) {
            int rank = candidate.get("rank").asInt();
            dispositions.add(Map.of(
                    "rank", rank, "disposition", rank == 1 ? "POSSIBLE" : "EXCLUDED", "note", "note on " + rank));
        }
        examiner.put(url + "/dispositions", Map.of("dispositions", dispositions))
                .expect(200);
        examiner.put(url + "/candidates/1/examination", opinion()).expect(200);
        desk.reviewer()
                .post("/reviews/" + search.get("id").asString() + "/1", opinion())
                .expect(201);
        examiner.post(url + "/outcome").expect(200);
    }

    private static Map<String, Object> opinion() {
        List<Map<String, Object>> features = Arrays.stream(FacialFeature.values())
                .map(feature -> Map.<String, Object>of(
                        "feature", feature.name(),
                        "observation", feature == FacialFeature.NECK ? "NOT_VISIBLE" : "SIMILAR",
                        "note", feature == FacialFeature.EARS ? "the same notch in the left ear" : ""))
                .toList();
        return Map.of("features", features, "conclusion", "SUPPORT", "note", "Ears and brows.");
    }

    private byte[] export(Browser by, String url, String format) {
        by.signIn().expect(200);
        Answer answer = by.get(url + "/report." + format).expect(200);
        assertThat(answer.header("Content-Disposition"))
                .startsWith("attachment")
                .endsWith("-report." + format + "\"");
        assertThat(answer.header("Content-Type")).isEqualTo("application/" + format);
        return answer.body();
    }

    private static String text(byte[] pdf, String keepAs) throws IOException {
        Files.write(PAGES.resolve(keepAs), pdf);
        try (PDDocument pages = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(pages);
        }
    }

    private static String text(PDDocument pages, int page) throws IOException {
        PDFTextStripper stripper = new PDFTextStripper();
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        return stripper.getText(pages);
    }
}
