package beholden.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.gallery.Change;
import beholden.ground.Sha256;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.TestPdf;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.server.source.FacePhotos;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reports of real searches over HTTP: what they tell, and to whom.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportTest {
    private static final String NOWHERE = "00000000-0000-4000-8000-000000000000";
    private static final String HOSTILE = "<script>alert(1)</script> {{notice}} &amp; \"quoted\" \\ ${x} Ωμέγα Иванов";

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

    @Test
    void the_report_of_a_lead_tells_who_saw_what_and_is_proved() throws Exception {
        JsonNode search = reports.searched(reports.openCase(), Map.of("limit", 5));
        String url = "/searches/" + search.get("id").asString();
        reports.conclude(url, search);

        byte[] pdf = reports.export(desk.auditor(), url, "pdf");
        ReportCheck check = ReportCheck.of(pdf, reports.trust());
        String text = ReportDesk.text(pdf, "lead.pdf");

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
                .contains("not stated by the publisher", "under 1 in 3,000,000");
        try (PDDocument pages = Loader.loadPDF(pdf)) {
            for (int page = 1; page <= pages.getNumberOfPages(); page++) {
                assertThat(ReportDesk.text(pages, page))
                        .contains(Report.NOTICE, check.search(), check.sha256())
                        .contains("Page " + page + " of " + pages.getNumberOfPages());
            }
        }
    }

    @Test
    void the_report_as_json_says_the_same() throws Exception {
        JsonNode search = reports.searched(reports.openCase(), Map.of("limit", 3));
        String url = "/searches/" + search.get("id").asString();

        byte[] file = reports.export(examiner, url, "json");

        ReportCheck check = ReportCheck.of(file, reports.trust());
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
    void a_report_says_why_there_is_no_rate_and_what_that_rests_on() throws Exception {
        JsonNode search = reports.searched(reports.openCase(), FacePhotos.smallFace(), 1, Map.of("limit", 2));
        String url = "/searches/" + search.get("id").asString();

        byte[] json = reports.export(examiner, url, "json");
        byte[] pdf = reports.export(examiner, url, "pdf");

        ReportCheck.of(json, reports.trust());
        ReportCheck.of(pdf, reports.trust());
        JsonNode report = JsonMapper.shared().readTree(json).get("report");
        assertThat(report.at("/recorded/search/probe/measures/eyes").asDouble()).isBetween(16.0, 19.0);
        assertThat(report.at("/candidates/0").has("falseMatchRate")).isFalse();
        assertThat(report.at("/candidates/0/noRate/reason").asString()).isEqualTo("TOO_SMALL");
        assertThat(ReportDesk.text(pdf, "no-rate.pdf").replaceAll("\\s+", " "))
                .containsPattern("none, probe: eyes 1\\d pixels apart, 20 needed");
    }

    @Test
    void a_report_names_the_document_that_the_search_rested_on_whatever_was_added_later() throws Exception {
        String caseId = reports.openCase();
        String before = authorised(caseId, "the warrant");
        JsonNode search = reports.searched(caseId, Map.of("limit", 2));
        String after = authorised(caseId, "another warrant");
        String url = "/searches/" + search.get("id").asString();

        byte[] json = reports.export(examiner, url, "json");
        byte[] pdf = reports.export(examiner, url, "pdf");

        ReportCheck.of(json, reports.trust());
        ReportCheck.of(pdf, reports.trust());
        JsonNode gallery = JsonMapper.shared().readTree(json).at("/report/recorded/gallery");
        assertThat(gallery.get("document").asString()).isEqualTo(before);
        assertThat(ReportDesk.text(pdf, "document.pdf").replaceAll("\\s+", ""))
                .contains(before)
                .doesNotContain(after);
        JsonNode later = reports.searched(caseId, Map.of("limit", 2));
        byte[] ofLater = reports.export(examiner, "/searches/" + later.get("id").asString(), "json");
        assertThat(JsonMapper.shared()
                        .readTree(ofLater)
                        .at("/report/recorded/gallery/document")
                        .asString())
                .isEqualTo(after);
    }

    /// Adds a document and waits until it is sealed.
    ///
    /// @return its SHA-256
    private String authorised(String caseId, String words) {
        Browser sender = desk.again(examiner).header("X-File-Name", "warrant.pdf");
        byte[] bytes = TestPdf.of(words);
        sender.raw("PUT", "/cases/" + caseId + "/document", "application/pdf", bytes)
                .expect(202);
        while (!sender.get("/cases/" + caseId).json().at("/document/sealed").asBoolean()) {
            desk.clock().putForward(Duration.ofMillis(20));
        }
        return Sha256.hex(bytes);
    }

    @Test
    void a_search_without_candidates_says_so() throws Exception {
        JsonNode search = reports.searched(reports.openCase(), Map.of("minQuality", 100));
        String url = "/searches/" + search.get("id").asString();
        examiner.post(url + "/outcome").expect(200);

        byte[] pdf = reports.export(desk.reviewer(), url, "pdf");

        ReportCheck.of(pdf, reports.trust());
        assertThat(ReportDesk.text(pdf, "none.pdf")).contains("No candidates", "No lead", "quality 100 or more");
    }

    @Test
    void a_refused_search_names_the_rule() throws Exception {
        String url = reports.refused();

        byte[] pdf = reports.export(desk.administrator(), url, "pdf");
        byte[] json = reports.export(desk.administrator(), url, "json");

        assertThat(ReportCheck.of(pdf, reports.trust()).records().stream().map(ReportCheck.Proved::what))
                .containsExactly("case-opened", "search-refused");
        ReportCheck.of(json, reports.trust());
        assertThat(ReportDesk.text(pdf, "refused.pdf"))
                .contains("Refused by rule", "case-open", "No face was compared");
    }

    @Test
    void a_search_that_was_approved_names_who_approved_it() throws Exception {
        String caseId = TestCases.open(desk, examiner, "MINORS");
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1)).text("id");
        String url = "/searches/"
                + TestCases.search(examiner, caseId, probe, 1).expect(202).text("id");
        byte[] waiting = reports.export(examiner, url, "pdf");
        desk.reviewer().signIn().expect(200);
        desk.reviewer()
                .post(url + "/approval", Map.of("approve", true, "reason", "The child is missing."))
                .expect(200);

        byte[] approved = reports.export(examiner, url, "pdf");

        ReportCheck.of(waiting, reports.trust());
        assertThat(ReportDesk.text(waiting, "waiting.pdf")).contains("Waits for approval", "Rule for approval");
        assertThat(ReportCheck.of(approved, reports.trust()).records().stream().map(ReportCheck.Proved::what))
                .containsExactly("case-opened", "search-asked", "search-decided", "searched");
        assertThat(ReportDesk.text(approved, "approved.pdf"))
                .contains("Approved by", "Rosa Lindt", "The child is missing.");
    }

    @Test
    void fifty_candidates_are_all_there_and_hostile_text_is_text() throws Exception {
        String justification = HOSTILE + "\n" + "word ".repeat(300) + "x".repeat(2000);
        JsonNode search = reports.searched(reports.openCase(justification), Map.of("limit", 50));
        assertThat(search.get("candidates").size()).isEqualTo(50);

        byte[] pdf = reports.export(examiner, "/searches/" + search.get("id").asString(), "pdf");

        String text = ReportDesk.text(pdf, "fifty.pdf");
        assertThat(ReportCheck.of(pdf, reports.trust()).records()).hasSize(2);
        assertThat(text.replaceAll("\\s+", " "))
                .contains("all 50 that were shown")
                .contains("<script>alert(1)</script> {{notice}} &amp; \"quoted\" \\ ${x} Ωμέγα Иванов");
        assertThat(text.replaceAll("\\s+", "")).contains("x".repeat(2000));
        for (JsonNode candidate : search.get("candidates")) {
            assertThat(text).contains("%.3f".formatted(candidate.get("score").asDouble()));
        }
    }

    @Test
    void a_reviewer_who_may_still_judge_gets_no_report() throws Exception {
        JsonNode search = reports.searched(reports.openCase(), Map.of("limit", 2));
        String url = "/searches/" + search.get("id").asString();

        Answer early = desk.reviewer().get(url + "/report.pdf").expect(403);
        reports.conclude(url, search);

        assertThat(early.text("type")).isEqualTo("urn:beholden:blind");
        assertThat(early.text("detail")).contains("once the outcome is recorded");
        reports.export(desk.reviewer(), url, "json");
    }

    @Test
    void a_report_needs_a_fresh_touch_and_a_role_and_its_own_agency() throws Exception {
        JsonNode search = reports.searched(reports.openCase(), Map.of("limit", 2));
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
                reports.sources().subList(0, 1),
                5);
        String caseId = reports.openCase();
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(5)).text("id");
        JsonNode search =
                TestCases.search(examiner, caseId, probe, 1).expect(201).json();
        desk.server()
                .installation()
                .gallery()
                .apply(new Change.Builder()
                        .removePhotos(
                                List.of(GroupPhotos.photoId(5, reports.sources().getFirst())))
                        .build());

        byte[] pdf = reports.export(examiner, "/searches/" + search.get("id").asString(), "pdf");

        ReportCheck.of(pdf, reports.trust());
        assertThat(ReportDesk.text(pdf, "removed.pdf")).contains("The face has left the gallery since");
    }
}
