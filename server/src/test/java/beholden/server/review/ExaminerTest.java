package beholden.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The work of examiners over HTTP: what they find of their own, and reviewers do not.
class ExaminerTest {
    private static final String OPEN = "?state=CANDIDATES&state=IN_REVIEW";

    @Test
    void an_examiner_finds_what_they_have_begun_and_what_they_concluded(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            Browser examiner = desk.examiner();
            String id = search(desk, examiner);
            assertThat(ids(examiner, OPEN + "&mine=true")).containsExactly(id);

            examiner.put("/searches/" + id + "/dispositions", dispositions(examiner, "/searches/" + id, "POSSIBLE"))
                    .expect(200);
            examiner.put("/searches/" + id + "/candidates/1/examination", examination())
                    .expect(200);

            assertThat(ids(examiner, OPEN + "&mine=true")).containsExactly(id);
            assertThat(ids(examiner, "?state=CANDIDATES&mine=true")).isEmpty();
            JsonNode disposition = candidate(examiner, "/searches/" + id).get("disposition");
            assertThat(disposition.get("conclusion").asString()).isEqualTo("POSSIBLE");
            assertThat(disposition.get("examination").asString()).isEqualTo("SUPPORT");
            assertThat(ids(desk.reviewer(), OPEN)).containsExactly(id);
            assertThat(ids(desk.reviewer(), OPEN + "&mine=true")).isEmpty();
            assertThat(candidate(desk.reviewer(), "/searches/" + id).has("disposition"))
                    .isFalse();
        }
    }

    @Test
    void another_examiner_goes_on_where_one_is_suspended(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            Browser first = desk.examiner();
            Browser second = desk.join(desk.administrator(), "Ines Holm", "EXAMINER", "REVIEWER");
            List<String> ids = List.of(Desk.idOf(first), Desk.idOf(second));
            String url = "/searches/" + search(desk, first);
            first.put(url + "/dispositions", dispositions(first, url, "POSSIBLE"))
                    .expect(200);
            second.post(url + "/takeover", "").expect(409);
            second.put(url + "/dispositions", dispositions(second, url, "POSSIBLE"))
                    .expect(403);
            assertThat(candidate(second, url).has("disposition")).isFalse();

            desk.administrator()
                    .post("/accounts/" + Desk.idOf(first) + "/suspend", Map.of("reason", "Left the force"))
                    .expect(200);
            assertThat(second.get(url).json().get("vacant").asBoolean()).isTrue();
            desk.reviewer().post(url + "/takeover", "").expect(403);
            JsonNode taken = second.post(url + "/takeover", "").expect(200).json();

            assertThat(taken.get("vacant").asBoolean()).isFalse();
            assertThat(taken.get("examiner").get("name").asString()).isEqualTo("Ines Holm");
            assertThat(taken.get("by").get("name").asString()).isEqualTo("Edwin Hale");
            assertThat(candidate(second, url)
                            .get("disposition")
                            .get("conclusion")
                            .asString())
                    .isEqualTo("POSSIBLE");
            assertThat(ids(second, OPEN + "&mine=true")).hasSize(1);
            second.put(url + "/candidates/1/examination", examination()).expect(200);
            second.post(review(url), examination()).expect(404);
            second.post(url + "/outcome", "").expect(409);

            // and back, when the first returns and the second leaves
            Map<String, Object> reason = Map.of("reason", "Change of staff");
            desk.administrator()
                    .post("/accounts/" + ids.get(0) + "/reinstate", reason)
                    .expect(200);
            first.signIn().expect(200);
            first.post(review(url), examination()).expect(403);
            first.post(url + "/takeover", "").expect(409);
            desk.administrator()
                    .post("/accounts/" + ids.get(1) + "/suspend", reason)
                    .expect(200);
            first.post(url + "/takeover", "").expect(200);
            desk.reviewer().post(review(url), examination()).expect(201);
            assertThat(first.post(url + "/outcome", "").expect(200).text("state"))
                    .isEqualTo("LEAD");
            JsonNode report = desk.auditor()
                    .get(url + "/report.json")
                    .expect(200)
                    .json()
                    .get("report")
                    .get("recorded");
            assertThat(report.get("successors")
                            .valueStream()
                            .map(one -> one.get("by").asString()))
                    .containsExactly(ids.get(1), ids.get(0));
            desk.auditor().get(url + "/report.pdf").expect(200);
        }
    }

    @Test
    void who_approved_a_search_does_not_review_it(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            Browser examiner = desk.examiner();
            String caseId = TestCases.open(desk, examiner, "MINORS");
            String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1))
                    .expect(201)
                    .text("id");
            String url = "/searches/"
                    + TestCases.search(examiner, caseId, probe, 1).expect(202).text("id");
            desk.reviewer()
                    .post(url + "/approval", Map.of("approve", true, "reason", "A child is missing."))
                    .expect(200);
            examiner.put(url + "/dispositions", dispositions(examiner, url, "POSSIBLE"))
                    .expect(200);
            examiner.put(url + "/candidates/1/examination", examination()).expect(200);

            desk.reviewer().post(review(url), examination()).expect(404);

            Browser another = desk.join(desk.administrator(), "Ines Holm", "REVIEWER");
            assertThat(another.get(url).expect(200).json().has("vacant"))
                    .as("who reviews is not told that the examiner was suspended")
                    .isFalse();
            another.post(review(url), examination()).expect(201);
        }
    }

    @Test
    void who_reviewed_without_knowing_takes_nothing_over(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            Browser both = desk.join(desk.administrator(), "Ines Holm", "EXAMINER", "REVIEWER");
            Browser examiner = desk.examiner();
            String url = "/searches/" + search(desk, examiner);
            examiner.put(url + "/dispositions", dispositions(examiner, url, "POSSIBLE"))
                    .expect(200);
            examiner.put(url + "/candidates/1/examination", examination()).expect(200);
            both.post(review(url), examination()).expect(201);
            desk.administrator()
                    .post("/accounts/" + Desk.idOf(examiner) + "/suspend", Map.of("reason", "Left the force"))
                    .expect(200);

            assertThat(both.post(url + "/takeover", "").expect(409).text("detail"))
                    .contains("without knowing");
        }
    }

    @Test
    void what_the_examiner_says_is_kept_from_everybody_else_until_the_outcome(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            String url = "/searches/" + search(desk, desk.examiner());
            desk.examiner()
                    .put(url + "/dispositions", dispositions(desk.examiner(), url, "EXCLUDED"))
                    .expect(200);
            Browser colleague = desk.join(desk.administrator(), "Ines Holm", "EXAMINER");
            List<Browser> others = List.of(colleague, desk.administrator(), desk.auditor(), desk.reviewer());

            for (Browser other : others) {
                assertThat(candidate(other, url).has("disposition")).isFalse();
                assertThat(other.get(url + "/report.json").expect(403).text("type"))
                        .isEqualTo("urn:beholden:blind");
            }
            desk.examiner().post(url + "/outcome", "").expect(200);

            for (Browser other : others) {
                assertThat(candidate(other, url)
                                .get("disposition")
                                .get("conclusion")
                                .asString())
                        .isEqualTo("EXCLUDED");
                other.get(url + "/report.json").expect(200);
            }
        }
    }

    @Test
    void who_reviews_learns_neither_from_the_case_nor_from_oversight_who_examined(@TempDir Path folder)
            throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            Browser examiner = desk.examiner();
            String url = "/searches/" + search(desk, examiner);
            String caseId =
                    examiner.get(url).expect(200).json().get("case").get("id").asString();
            TestCases.close(examiner, caseId);
            Browser reviewer = desk.join(desk.administrator(), "Ines Holm", "REVIEWER", "AUDITOR");
            List<String> pages =
                    List.of("/cases/" + caseId, "/cases?state=CLOSED", "/oversight", "/oversight.csv", url);

            for (String page : pages) {
                assertThat(reviewer.get(page).expect(200).text()).doesNotContain("Edwin Hale", Desk.idOf(examiner));
            }
            for (String page : pages.subList(2, 4)) {
                assertThat(desk.auditor().get(page).expect(200).text()).contains("Edwin Hale");
            }
            assertThat(examiner.get(pages.getFirst()).text("closed.by.name")).isEqualTo("Edwin Hale");
            examiner.put(url + "/dispositions", dispositions(examiner, url, "EXCLUDED"))
                    .expect(200);
            examiner.post(url + "/outcome", "").expect(200);

            for (String page : pages) {
                assertThat(reviewer.get(page).expect(200).text()).contains("Edwin Hale", Desk.idOf(examiner));
            }
        }
    }

    @Test
    void who_reviews_a_search_learns_from_no_other_of_its_case_who_works_on_it(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            Browser examiner = desk.examiner();
            String caseId = TestCases.open(desk, examiner, "MINORS");
            String declined = decided(desk, asked(examiner, caseId), false);
            String concluded = decided(desk, asked(examiner, caseId), true);
            conclude(examiner, concluded);
            String waiting = asked(examiner, caseId);
            List<String> searches = List.of(declined, concluded, waiting);
            Browser reviewer = desk.join(desk.administrator(), "Ines Holm", "REVIEWER", "AUDITOR");
            for (String url : searches) {
                assertThat(reviewer.get(url).expect(200).text()).contains("Edwin Hale");
            }

            String open = decided(desk, asked(examiner, caseId), true);

            List<String> pages = new ArrayList<>(searches);
            pages.addAll(List.of(
                    open,
                    "/cases/" + caseId,
                    "/cases/" + caseId + "/searches",
                    "/searches?state=REFUSED&state=NO_LEAD&state=WAITING_FOR_APPROVAL&state=CANDIDATES",
                    "/oversight",
                    "/oversight.csv"));
            for (String page : pages) {
                assertThat(reviewer.get(page).expect(200).text())
                        .as(page)
                        .doesNotContain("Edwin Hale", Desk.idOf(examiner));
                assertThat(desk.again(desk.auditor()).get(page).expect(200).text())
                        .as(page)
                        .contains("Edwin Hale");
            }
            for (String url : List.of(declined, concluded, waiting, open)) {
                for (String format : List.of("/report.json", "/report.pdf")) {
                    assertThat(reviewer.get(url + format).expect(403).text("type"))
                            .isEqualTo("urn:beholden:blind");
                }
                desk.auditor().get(url + "/report.json").expect(200);
            }
            Map<String, Object> no = Map.of("approve", false, "reason", "Not needed any more.");
            assertThat(reviewer.post(waiting + "/approval", no).expect(200).text())
                    .as("who decides about a search of the case is not told either who asked")
                    .doesNotContain("Edwin Hale", Desk.idOf(examiner));
            assertThat(reviewer.get("/cases/" + TestCases.open(desk, examiner)).text())
                    .as("of another case")
                    .contains("Edwin Hale");

            conclude(examiner, open);

            for (String page : pages) {
                assertThat(reviewer.get(page).expect(200).text()).as(page).contains("Edwin Hale");
            }
            for (String url : List.of(declined, concluded, waiting, open)) {
                reviewer.get(url + "/report.json").expect(200);
            }
        }
    }

    @Test
    void who_examines_one_search_and_may_review_another_is_told_their_own_name_alone(@TempDir Path folder)
            throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            Browser both = desk.join(desk.administrator(), "Ines Holm", "EXAMINER", "REVIEWER", "AUDITOR");
            String caseId = TestCases.open(desk, desk.examiner());
            String theirs = asked(desk.examiner(), caseId);
            String own = asked(both, caseId);
            both.put(own + "/dispositions", dispositions(both, own, "EXCLUDED")).expect(200);

            assertThat(both.get(own).text("by.name")).isEqualTo("Ines Holm");
            assertThat(both.get(own).text("examiner.name")).isEqualTo("Ines Holm");
            assertThat(candidate(both, own).at("/disposition/by/name").asString())
                    .isEqualTo("Ines Holm");
            assertThat(both.get("/oversight").expect(200).text())
                    .contains("Ines Holm")
                    .doesNotContain("Edwin Hale");
            assertThat(both.get(theirs).expect(200).json().has("by")).isFalse();
            assertThat(both.get("/cases/" + caseId).expect(200).json().has("openedBy"))
                    .isFalse();
            // it would name who opened the case
            both.get(own + "/report.json").expect(403);
            conclude(desk.examiner(), theirs);
            both.get(own + "/report.json").expect(200);
        }
    }

    /// URL of a search that is asked for.
    private static String asked(Browser examiner, String caseId) throws Exception {
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1))
                .expect(201)
                .text("id");
        return "/searches/" + TestCases.search(examiner, caseId, probe, 1).text("id");
    }

    private static String decided(Desk desk, String url, boolean approve) {
        desk.reviewer()
                .post(url + "/approval", Map.of("approve", approve, "reason", "A child is missing."))
                .expect(200);
        return url;
    }

    private static void conclude(Browser examiner, String url) {
        examiner.put(url + "/dispositions", dispositions(examiner, url, "EXCLUDED"))
                .expect(200);
        examiner.post(url + "/outcome", "").expect(200);
    }

    private static String review(String url) {
        return url.replace("/searches/", "/reviews/") + "/1";
    }

    /// Dispositions of all candidates; those after the first are excluded.
    private static Map<String, Object> dispositions(Browser examiner, String url, String first) {
        return Map.of(
                "dispositions",
                examiner.get(url)
                        .expect(200)
                        .json()
                        .get("candidates")
                        .valueStream()
                        .map(candidate -> candidate.get("rank").asInt())
                        .map(rank -> Map.of("rank", rank, "disposition", rank == 1 ? first : "EXCLUDED"))
                        .toList());
    }

    private static String search(Desk desk, Browser examiner) throws Exception {
        String caseId = TestCases.open(desk, examiner);
        JsonNode probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1))
                .expect(201)
                .json();
        return TestCases.search(examiner, caseId, probe.get("id").asString(), 1)
                .expect(201)
                .text("id");
    }

    private static Map<String, Object> examination() {
        return Map.of(
                "features",
                Arrays.stream(FacialFeature.values())
                        .map(feature -> Map.of("feature", feature, "observation", "SIMILAR"))
                        .toList(),
                "conclusion",
                "SUPPORT");
    }

    private static JsonNode candidate(Browser browser, String url) {
        return browser.get(url).expect(200).json().get("candidates").get(0);
    }

    private static List<String> ids(Browser browser, String query) {
        JsonNode items = browser.get("/searches" + query).expect(200).json().get("items");
        return items.valueStream().map(item -> item.get("id").asString()).toList();
    }
}
