package beholden.server.oversight;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.search.GroupPhotos;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Real searches by a real server, and what oversight says of them.
class OversightTest {

    private static LocalDate today(Desk desk) {
        return LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
    }

    private static Map<String, Object> request(Desk desk, String number) {
        return new HashMap<>(Map.of(
                "number",
                number,
                "offence",
                "homicide",
                "legalBasis",
                "Order of a prosecutor",
                "jurisdiction",
                "DE",
                "justification",
                "The victim's last companion is not known by name.",
                "validUntil",
                today(desk).plusDays(20).toString()));
    }

    private static Answer search(Browser examiner, String caseId) throws Exception {
        JsonNode probe = examiner.raw("POST", "/cases/" + caseId + "/probes", "image/jpeg", GroupPhotos.photo(1))
                .expect(201)
                .json();
        return examiner.post(
                "/cases/" + caseId + "/searches",
                Map.of("probe", probe.get("id").asString(), "face", 1));
    }

    private static void assertRefused(Answer answer, String rule) {
        assertThat(answer.expect(403).text("type")).isEqualTo("urn:beholden:policy");
        assertThat(answer.text("rule")).isEqualTo(rule);
    }

    @Test
    void oversight_counts_real_searches_and_refusals_and_shows_what_stands_out(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            TestAgency other = desk.agency("Southmoor Constabulary");
            Browser examiner = desk.examiner();
            String good =
                    examiner.post("/cases", request(desk, "=1+1")).expect(201).text("id");
            Map<String, Object> banned = request(desk, "banned");
            banned.put("jurisdiction", "US-CA-SF");
            String bad = examiner.post("/cases", banned).expect(201).text("id");
            for (int i = 0; i < 3; i++) {
                search(examiner, good).expect(201);
            }
            assertRefused(search(examiner, bad), "jurisdiction-allowed");

            JsonNode use = desk.auditor().get("/oversight").expect(200).json();

            JsonNode account = use.get("perAccount").get(0);
            assertThat(account.get("account").get("name").asString()).isEqualTo("Edwin Hale");
            assertThat(account.get("searches").asInt()).isEqualTo(3);
            assertThat(account.get("refused").asInt()).isEqualTo(1);
            assertThat(use.get("perCase").size()).isEqualTo(2);
            assertThat(use.get("perDay").size()).isEqualTo(30);
            assertThat(use.get("outliers").findValuesAsString("kind")).contains("PERSON_SEARCHED_OFTEN");
            assertThat(examiner.get("/cases/" + good).json().get("searches").asInt())
                    .isEqualTo(3);
            List<CSVRecord> lines = CSVFormat.RFC4180
                    .builder()
                    .setHeader()
                    .get()
                    .parse(new StringReader(
                            desk.auditor().get("/oversight.csv").expect(200).text()))
                    .getRecords();
            assertThat(lines).hasSize(4);
            assertThat(lines.getFirst().get("outcome")).isEqualTo("REFUSED");
            assertThat(lines.getLast().get("number")).isEqualTo("'=1+1");

            JsonNode theirs =
                    other.administrator().get("/oversight").expect(200).json();
            assertThat(theirs.get("perAccount").size() + theirs.get("perCase").size())
                    .isZero();
            examiner.get("/oversight").expect(403);
            desk.operator().get("/oversight").expect(403);
            desk.auditor().get("/oversight?zone=Nowhere").expect(400);
            desk.auditor().get("/oversight?from=2031-02-30").expect(400);
        }
    }

    @Test
    void the_default_rules_refuse_over_http_and_training_that_ends_is_told(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            Browser examiner = desk.examiner();
            assertRefused(search(examiner, opened(desk, "offence", "vehicle-theft")), "offence-serious");
            assertRefused(search(examiner, opened(desk, "justification", "Needed.")), "justified");
            String closing = opened(desk, "number", "to be closed");
            JsonNode probe = examiner.raw("POST", "/cases/" + closing + "/probes", "image/jpeg", GroupPhotos.photo(1))
                    .expect(201)
                    .json();
            examiner.post("/cases/" + closing + "/close", Map.of("reason", "Done"))
                    .expect(200);
            Answer closed = examiner.post(
                    "/cases/" + closing + "/searches",
                    Map.of("probe", probe.get("id").asString(), "face", 1));
            assertThat(closed.status()).isIn(403, 409);
            String good = opened(desk, "number", "expires");
            assertThat(desk.auditor()
                            .get("/oversight")
                            .json()
                            .get("trainingExpiring")
                            .size())
                    .isZero();

            desk.clock().putForward(Duration.ofDays(21));
            examiner.signIn().expect(200);
            assertRefused(search(examiner, good), "case-valid");

            desk.clock().putForward(Duration.ofDays(345));
            examiner.signIn().expect(200);
            desk.auditor().signIn().expect(200);
            assertRefused(search(examiner, opened(desk, "number", "untrained")), "trained");
            assertThat(desk.auditor()
                            .get("/oversight")
                            .json()
                            .get("trainingExpiring")
                            .size())
                    .isEqualTo(4);
        }
    }

    private static String opened(Desk desk, String field, String value) {
        Map<String, Object> request = request(desk, field + " " + value);
        request.put(field, value);
        return desk.examiner().post("/cases", request).expect(201).text("id");
    }
}
