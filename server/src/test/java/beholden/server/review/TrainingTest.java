package beholden.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Acts on faces by people whose training has ended.
class TrainingTest {
    private static final Map<String, Object> APPROVAL = Map.of("approve", true, "reason", "A child is missing.");

    @Test
    void nobody_without_current_training_acts_on_a_face(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            Browser examiner = desk.examiner();
            Browser reviewer = desk.reviewer();
            String id = search(desk, 201);
            String waiting = search(desk, 202, "MINORS");
            String url = "/searches/" + id;
            String review = "/reviews/" + id + "/1";
            examiner.put(url + "/dispositions", disposition(1)).expect(200);
            examiner.put(url + "/candidates/1/examination", opinion()).expect(200);
            reviewer.get(review).expect(200);

            desk.clock().putForward(Duration.ofDays(367));
            for (Browser one : List.of(examiner, reviewer, desk.administrator()))
                one.signIn().expect(200);

            List<Answer> answers = List.of(
                    examiner.put(url + "/dispositions", disposition(2)),
                    examiner.put(url + "/candidates/1/examination", opinion()),
                    examiner.post(url + "/outcome"),
                    examiner.post(url + "/takeover"),
                    examiner.get(url + "/probe-aligned.jpg"),
                    examiner.get(url + "/candidates/1/aligned/landmarks"),
                    reviewer.get("/reviews"),
                    reviewer.get(review),
                    reviewer.post(review, opinion()),
                    reviewer.post("/searches/" + waiting + "/approval", APPROVAL));
            for (Answer answer : answers) {
                assertThat(answer.expect(403).text("type")).isEqualTo("urn:beholden:untrained");
                assertThat(answer.text("detail")).contains("no current training record");
            }
        }
    }

    @Test
    void who_is_trained_goes_on_where_the_examiners_training_has_ended(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            GroupPhotos.enrol(desk, "Harbour archive", 1);
            String url = "/searches/" + search(desk, 201);
            desk.clock().putForward(Duration.ofDays(367));
            desk.administrator().signIn().expect(200);

            Browser colleague = desk.join(desk.administrator(), "Ines Holm", "EXAMINER");

            assertThat(colleague.get(url).expect(200).json().get("vacant").asBoolean())
                    .isTrue();
            colleague.post(url + "/takeover").expect(200);
            colleague.put(url + "/dispositions", disposition(1)).expect(200);
        }
    }

    private static String search(Desk desk, int status, String... sensitive) throws Exception {
        String caseId = TestCases.open(desk, desk.examiner(), sensitive);
        JsonNode probe = TestCases.upload(desk.examiner(), caseId, GroupPhotos.photo(1))
                .expect(201)
                .json();
        return TestCases.search(desk.examiner(), caseId, probe.get("id").asString(), 1)
                .expect(status)
                .text("id");
    }

    private static Map<String, Object> disposition(int rank) {
        return Map.of("dispositions", List.of(Map.of("rank", rank, "disposition", "POSSIBLE")));
    }

    private static Map<String, Object> opinion() {
        return Map.of(
                "features",
                Arrays.stream(FacialFeature.values())
                        .map(feature -> Map.of("feature", feature, "observation", "SIMILAR"))
                        .toList(),
                "conclusion",
                "SUPPORT");
    }
}
