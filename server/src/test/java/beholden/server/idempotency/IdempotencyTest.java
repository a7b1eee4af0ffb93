package beholden.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.limits.WaitingController;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.server.source.TestSources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What is sent again is not done again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {
    private Desk desk;
    private Browser examiner;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        desk = Desk.open(folder);
        GroupPhotos.enrol(
                desk.server().installation().gallery(),
                desk.server().installation().faces(),
                List.of(TestSources.register(desk, "Harbour archive")),
                1);
    }

    @AfterAll
    void close() throws Exception {
        if (desk != null) desk.close();
    }

    @BeforeEach
    void signIn() {
        desk.clock().putForward(Duration.ofMinutes(1));
        examiner = desk.again(desk.examiner());
    }

    private static Browser with(Browser browser, String key) {
        return browser.header("Idempotency-Key", key);
    }

    private static String draw() {
        return "\"" + UUID.randomUUID() + "\"";
    }

    private Map<String, Object> newCase(String number) {
        return Map.of(
                "number", number,
                "offence", "homicide",
                "legalBasis", "Warrant or order of a court",
                "jurisdiction", "DE",
                "justification", "Seen with the victim, and nobody knows a name.",
                "validUntil",
                        LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC)
                                .plusDays(30)
                                .toString());
    }

    private long cases(String number) {
        String all = examiner.get("/cases?limit=200").expect(200).text();
        return all.split("\"number\":\"" + number + "\"", -1).length - 1;
    }

    @Test
    void a_search_that_is_sent_again_is_no_second_search() throws Exception {
        String caseId = TestCases.open(desk, examiner);
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1))
                .expect(201)
                .text("id");
        Browser machine = machine();
        String key = draw();

        Answer first = TestCases.search(with(examiner, key), caseId, probe, 1).expect(201);
        Answer second = TestCases.search(examiner, caseId, probe, 1).expect(201);
        Answer third = TestCases.search(with(machine, key), caseId, probe, 1).expect(201);

        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(second.body()).isEqualTo(first.body()).isEqualTo(third.body());
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(searches(caseId)).isEqualTo(1);
        TestCases.search(with(examiner, draw()), caseId, probe, 1).expect(201);
        assertThat(searches(caseId)).isEqualTo(2);
    }

    private int searches(String caseId) {
        return examiner.get("/cases/" + caseId + "/searches")
                .expect(200)
                .json()
                .get("items")
                .size();
    }

    private Browser machine() {
        String key = desk.makeKey(desk.again(desk.examiner()), "read", "search").text("key");
        return desk.stranger().header("Authorization", "Bearer " + key);
    }

    @Test
    void a_refusal_that_is_on_record_is_not_recorded_again() throws Exception {
        String caseId = TestCases.open(desk, examiner);
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1))
                .expect(201)
                .text("id");
        TestCases.close(examiner, caseId);
        with(examiner, draw());

        Answer first = TestCases.search(examiner, caseId, probe, 1).expect(403);
        Answer second = TestCases.search(examiner, caseId, probe, 1).expect(403);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(searches(caseId)).isEqualTo(1);
    }

    @Test
    void a_photo_that_is_sent_again_is_the_same_probe_whatever_separates_the_parts_of_its_form() throws Exception {
        String caseId = TestCases.open(desk, examiner);
        with(examiner, draw());

        Answer first = form(caseId, "one", GroupPhotos.photo(5));
        Answer second = form(caseId, "another", GroupPhotos.photo(5));
        Answer other = form(caseId, "one", GroupPhotos.photo(6));

        assertThat(second.expect(201).text("id")).isEqualTo(first.expect(201).text("id"));
        other.expect(422);
        with(examiner, draw());
        String raw = TestCases.upload(examiner, caseId, GroupPhotos.photo(5)).text("id");
        assertThat(TestCases.upload(examiner, caseId, GroupPhotos.photo(5)).text("id"))
                .isEqualTo(raw);
        TestCases.upload(examiner, caseId, GroupPhotos.photo(6)).expect(422);
    }

    private Answer form(String caseId, String boundary, byte[] photo) {
        String head = "--" + boundary
                + "\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"p.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n";
        String body = head + new String(photo, StandardCharsets.ISO_8859_1) + "\r\n--" + boundary + "--\r\n";
        return examiner.raw(
                "POST",
                "/cases/" + caseId + "/probes",
                "multipart/form-data; boundary=" + boundary,
                body.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void a_key_is_for_one_request() {
        with(examiner, draw());
        examiner.post("/cases", newCase("K-1")).expect(201);

        Answer other = examiner.post("/cases", newCase("K-2")).expect(422);

        assertThat(other.text("type")).isEqualTo("urn:beholden:key-reused");
        examiner.post("/cases?x", newCase("K-1")).expect(422);
        assertThat(cases("K-2")).isZero();
    }

    @Test
    void a_key_is_an_accounts_own() {
        Browser colleague = desk.join(desk.again(desk.administrator()), "Ines Holm", "EXAMINER");
        desk.operator().signIn().expect(200);
        Browser stranger = desk.again(desk.agency("Southfen Police").examiner());
        String key = draw();
        with(examiner, key).post("/cases", newCase("A-1")).expect(201);

        Answer others = with(colleague, key).post("/cases", newCase("A-2")).expect(201);
        Answer foreign = with(stranger, key).post("/cases", newCase("A-1")).expect(201);

        assertThat(others.header("Idempotency-Replayed")).isEmpty();
        assertThat(foreign.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void while_the_first_is_under_way_the_others_are_told_to_wait() throws Exception {
        WaitingController waiting = desk.server().running().part(WaitingController.class);
        Browser second = desk.again(desk.examiner());
        String key = draw();
        with(examiner, key);
        with(second, key);

        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> first = clients.submit(() -> examiner.post("/wait-for-a-test", "body"));
            waiting.awaitArrival();
            Answer meanwhile = second.post("/wait-for-a-test", "body");
            waiting.release();

            assertThat(meanwhile.expect(409).text("type")).isEqualTo("urn:beholden:under-way");
            assertThat(meanwhile.header("Retry-After")).isEqualTo("1");
            assertThat(first.get().expect(200).text()).isEqualTo("\"call 1 with 6\"");
            assertThat(second.post("/wait-for-a-test", "body").expect(200).text())
                    .isEqualTo("\"call 1 with 6\"");
            assertThat(waiting.calls()).isEqualTo(1);
        }
    }

    @Test
    void of_many_at_once_one_is_done() throws Exception {
        String key = draw();
        Map<String, Object> wanted = newCase("M-1");
        List<Callable<Answer>> asked = Stream.generate(() -> with(desk.again(desk.examiner()), key))
                .limit(8)
                .map(one -> (Callable<Answer>) () -> one.post("/cases", wanted))
                .toList();

        List<Future<Answer>> answers;
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = clients.invokeAll(asked);
        }

        for (Future<Answer> answer : answers) assertThat(answer.get().status()).isIn(201, 409);
        assertThat(cases("M-1")).isEqualTo(1);
    }

    @Test
    void what_wanted_a_touch_is_done_after_it_and_not_shown_for_long() {
        Browser auditor = desk.again(desk.auditor());
        Map<String, Object> wanted = Map.of(
                "name",
                "Case system",
                "scopes",
                List.of("read"),
                "expires",
                desk.clock().instant().plusSeconds(86_400).toString());
        with(auditor, draw());
        desk.clock().putForward(Duration.ofMinutes(6));
        assertThat(auditor.post("/api-keys", wanted).expect(403).text("type")).isEqualTo("urn:beholden:touch-needed");

        auditor.signIn().expect(200);
        String key = auditor.post("/api-keys", wanted).expect(201).text("key");

        assertThat(auditor.post("/api-keys", wanted).expect(201).text("key")).isEqualTo(key);
        desk.clock().putForward(Duration.ofMinutes(6));
        auditor.post("/api-keys", wanted).expect(403);
    }

    @Test
    void whoever_lost_a_role_since_is_refused_in_place_of_the_first_answer() {
        Browser administrator = desk.again(desk.administrator());
        Browser former = with(desk.join(administrator, "Nils Again", "EXAMINER"), draw());
        former.post("/cases", newCase("R-1")).expect(201);
        String roles = "/accounts/" + Desk.idOf(former) + "/roles";
        administrator.put(roles, Map.of("roles", List.of("AUDITOR"))).expect(200);

        Answer refused = former.post("/cases", newCase("R-1")).expect(403);

        assertThat(refused.header("Idempotency-Replayed")).isEmpty();
        assertThat(refused.text()).doesNotContain("R-1");
        administrator
                .put(roles, Map.of("roles", List.of("EXAMINER", "REVIEWER")))
                .expect(200);
        assertThat(former.post("/cases", newCase("R-1")).expect(201).header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(cases("R-1")).isEqualTo(1);
    }

    @Test
    void what_wanted_a_touch_is_shown_again_to_a_fresh_one_alone() {
        Browser untouched = desk.again(desk.auditor());
        desk.clock().putForward(Duration.ofMinutes(4));
        String key = draw();
        Browser touched = with(desk.again(desk.auditor()), key);
        Map<String, Object> wanted = Map.of(
                "name",
                "Shown once",
                "scopes",
                List.of("read"),
                "expires",
                desk.clock().instant().plusSeconds(86_400).toString());
        touched.post("/api-keys", wanted).expect(201);
        desk.clock().putForward(Duration.ofMinutes(2));

        Answer refused = with(untouched, key).post("/api-keys", wanted).expect(403);

        assertThat(refused.text("type")).isEqualTo("urn:beholden:touch-needed");
        touched.post("/api-keys", wanted).expect(201);
    }

    @Test
    void what_is_no_key_is_refused() {
        for (String none : List.of("", "\"", "\"\"", "\"unclosed", "x".repeat(129), "two, keys", "a\"b")) {
            assertThat(with(examiner, none)
                            .post("/cases", newCase("N-1"))
                            .expect(400)
                            .text("detail"))
                    .as(none)
                    .startsWith("Idempotency-Key: ");
        }
        assertThat(cases("N-1")).isZero();
    }

    @Test
    void streamed_photos_are_not_taken_with_a_key() {
        Browser operator = with(desk.again(desk.operator()), draw());

        Answer answer = operator.raw(
                "POST",
                "/sources/none/imports",
                "multipart/form-data; boundary=b",
                "--b--".getBytes(StandardCharsets.US_ASCII));

        assertThat(answer.expect(400).text("detail")).contains("look at the source's imports");
        operator.post("/sources/none/imports", Map.of("folder", "x")).expect(404);
    }

    @Test
    void a_broken_form_says_what_it_says_without_a_key() {
        String path = "/cases/" + TestCases.open(desk, examiner) + "/probes";
        byte[] broken = "--b\r\nContent-Dis".getBytes(StandardCharsets.US_ASCII);
        Answer without = examiner.raw("POST", path, "multipart/form-data; boundary=b", broken);

        Answer with = with(examiner, draw()).raw("POST", path, "multipart/form-data; boundary=b", broken);

        assertThat(with.text()).isEqualTo(without.text());
        assertThat(with.status()).isEqualTo(400);
    }
}
