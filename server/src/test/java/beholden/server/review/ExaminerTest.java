package beholden.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.server.source.TestSources;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What examiners find of their own work over HTTP, and reviewers do not.
class ExaminerTest {
    private static final String OPEN = "?state=CANDIDATES&state=IN_REVIEW";

    @Test
    void an_examiner_finds_what_they_have_begun_and_what_they_concluded(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(
                    desk.server().installation().gallery(),
                    desk.server().installation().faces(),
                    List.of(TestSources.register(desk, "Harbour archive")),
                    1);
            Browser examiner = desk.examiner();
            String id = search(desk, examiner);
            assertThat(ids(examiner, OPEN + "&mine=true")).containsExactly(id);

            examiner.put(
                            "/searches/" + id + "/dispositions",
                            Map.of("dispositions", List.of(Map.of("rank", 1, "disposition", "POSSIBLE"))))
                    .expect(200);
            examiner.put("/searches/" + id + "/candidates/1/examination", examination())
                    .expect(200);

            assertThat(ids(examiner, OPEN + "&mine=true")).containsExactly(id);
            assertThat(ids(examiner, "?state=CANDIDATES&mine=true")).isEmpty();
            JsonNode disposition = candidate(examiner, id).get("disposition");
            assertThat(disposition.get("conclusion").asString()).isEqualTo("POSSIBLE");
            assertThat(disposition.get("examination").asString()).isEqualTo("SUPPORT");
            assertThat(ids(desk.reviewer(), OPEN)).containsExactly(id);
            assertThat(ids(desk.reviewer(), OPEN + "&mine=true")).isEmpty();
            assertThat(candidate(desk.reviewer(), id).has("disposition")).isFalse();
        }
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

    private static JsonNode candidate(Browser browser, String id) {
        return browser.get("/searches/" + id)
                .expect(200)
                .json()
                .get("candidates")
                .get(0);
    }

    private static List<String> ids(Browser browser, String query) {
        JsonNode items = browser.get("/searches" + query).expect(200).json().get("items");
        return items.valueStream().map(item -> item.get("id").asString()).toList();
    }
}
