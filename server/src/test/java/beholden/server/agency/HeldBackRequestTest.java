package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Requests whose last byte is held back until their sender has lost the right that let them in.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeldBackRequestTest {
    private Desk desk;
    private Browser second;
    private Browser third;
    private Browser former;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        desk = Desk.open(folder);
        second = administrator("Ines Held");
        third = administrator("Olaf Held");
        former = administrator("Ada Held");
        desk.coolOff();
    }

    private Browser administrator(String name) {
        return desk.join(desk.administrator(), name, "ADMINISTRATOR");
    }

    @BeforeEach
    void signInAgain() {
        for (Browser browser : List.of(desk.operator(), desk.administrator(), second, third, former)) {
            browser.signIn().expect(200);
        }
    }

    @AfterAll
    void close() throws IOException {
        if (desk != null) desk.close();
    }

    /// A request that lacks its last byte, and has been let in by now.
    private static final class HeldBack implements AutoCloseable {
        private final Socket socket;
        private final byte last;

        HeldBack(Browser sender, URI origin, String method, String path, String type, byte[] body) throws IOException {
            this(sender, origin, method, path, type, body, bySession(sender));
        }

        private static String bySession(Browser sender) {
            sender.get("/session").expect(200);
            String csrf = Objects.requireNonNull(sender.cookie("XSRF-TOKEN"));
            return "Cookie: __Host-session=" + sender.cookie("__Host-session") + "; XSRF-TOKEN=" + csrf
                    + "\r\nX-XSRF-TOKEN: " + csrf;
        }

        /// @param headers that say who sends it, and more
        HeldBack(Browser sender, URI origin, String method, String path, String type, byte[] body, String headers)
                throws IOException {
            socket = new Socket("127.0.0.1", origin.getPort());
            last = body[body.length - 1];
            String target = path.startsWith("//") ? path.substring(1) : "/api/v1" + path;
            String head = method + " " + target + " HTTP/1.1\r\nHost: localhost:" + origin.getPort()
                    + "\r\nConnection: close\r\n" + headers + "\r\nContent-Type: " + type + "\r\nContent-Length: "
                    + body.length + "\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body, 0, body.length - 1);
            socket.getOutputStream().flush();
            // These are answered after that one was let in.
            for (int i = 0; i < 5; i++) sender.get("/session").expect(200);
        }

        /// Sends the last byte.
        ///
        /// @return the whole answer
        String release() throws IOException {
            socket.getOutputStream().write(last);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private HeldBack heldBack(Browser sender, String method, String path, Map<String, ?> body) throws IOException {
        byte[] json = JsonMapper.shared().writeValueAsBytes(body);
        return new HeldBack(sender, desk.origin(), method, path, "application/json", json);
    }

    private static void refused(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 403").contains("meanwhile; nothing was done");
    }

    private static void signedOut(String answer) {
        assertThat(answer).startsWith("HTTP/1.1 401").contains("urn:beholden:not-signed-in");
    }

    private Map<String, Object> newKey() {
        String tomorrow = desk.clock().instant().plus(Duration.ofDays(1)).toString();
        return Map.of("name", "Held key", "scopes", List.of("read"), "expires", tomorrow);
    }

    private Map<String, Object> newCase(String number) {
        LocalDate today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
        return Map.of(
                "number", number,
                "offence", "homicide",
                "legalBasis", "Warrant or order of a court",
                "jurisdiction", "DE",
                "justification", "The victim's last companion was photographed, and nobody knows a name.",
                "validUntil", today.plusDays(30).toString(),
                "sensitive", List.of());
    }

    private static String keys(Browser owner) {
        return owner.get("/api-keys").expect(200).text();
    }

    @Test
    void a_former_examiner_opens_no_case() throws Exception {
        Browser examiner = desk.join(desk.administrator(), "Nora Held", "EXAMINER");

        try (HeldBack held = heldBack(examiner, "POST", "/cases", newCase("2026/held"))) {
            desk.administrator()
                    .put("/accounts/" + Desk.idOf(examiner) + "/roles", Map.of("roles", List.of("AUDITOR")))
                    .expect(200);

            refused(held.release());
        }
        assertThat(desk.administrator().get("/cases").expect(200).text()).doesNotContain("2026/held");
    }

    @Test
    void a_former_administrator_makes_no_administrator() throws Exception {
        String proposal = desk.administrator()
                .put("/accounts/" + Desk.idOf(former) + "/roles", Map.of("roles", List.of("AUDITOR")))
                .expect(200)
                .text("proposal");

        try (HeldBack held = heldBack(
                former, "POST", "/accounts/invitations", Map.of("name", "Puppet", "roles", List.of("ADMINISTRATOR")))) {
            second.post("/proposals/" + proposal + "/agree").expect(200);

            refused(held.release());
        }
        assertThat(desk.administrator().get("/proposals").expect(200).text()).doesNotContain("Puppet");
    }

    @Test
    void two_administrators_who_demote_each_other_at_once_both_wait_for_a_third() throws Exception {
        Map<String, Object> auditor = Map.of("roles", List.of("AUDITOR"));
        String seconds = "/accounts/" + Desk.idOf(second) + "/roles";
        String thirds = "/accounts/" + Desk.idOf(third) + "/roles";

        try (HeldBack first = heldBack(second, "PUT", thirds, auditor);
                HeldBack last = heldBack(third, "PUT", seconds, auditor)) {
            assertThat(first.release()).startsWith("HTTP/1.1 200").contains("\"proposal\"");
            assertThat(last.release()).startsWith("HTTP/1.1 200").contains("\"proposal\"");
        }

        assertThat(second.get("/session").expect(200).text()).contains("ADMINISTRATOR");
        assertThat(third.get("/session").expect(200).text()).contains("ADMINISTRATOR");
    }

    @Test
    void a_suspended_operator_changes_no_policy_and_founds_no_agency() throws Exception {
        Browser suspended = desk.anotherOperator();
        Browser agreeing = desk.anotherOperator();
        String policy = suspended.get("/policy").expect(200).text("text");
        byte[] other = (policy + "# another\n").getBytes(StandardCharsets.UTF_8);
        String proposal = desk.operator()
                .post("/accounts/" + Desk.idOf(suspended) + "/suspend", Map.of("reason", "Left the service."))
                .expect(200)
                .text("proposal");

        try (HeldBack change = new HeldBack(suspended, desk.origin(), "PUT", "/policy", "application/yaml", other);
                HeldBack founding = heldBack(
                        suspended, "POST", "/agencies", Map.of("name", "Held Police", "administratorName", "Puppet"))) {
            agreeing.post("/proposals/" + proposal + "/agree").expect(200);

            refused(change.release());
            refused(founding.release());
        }
        assertThat(desk.operator().get("/proposals").expect(200).text()).doesNotContain("# another");
    }

    @Test
    void a_suspended_operator_invites_nobody_s_founder() throws Exception {
        Browser suspended = desk.anotherOperator();
        Browser agreeing = desk.anotherOperator();
        String token = Browser.tokenOf(suspended
                .post("/agencies", Map.of("name", "Unfounded Police", "administratorName", "Puppet"))
                .expect(201)
                .text("link"));
        String proposal = desk.operator()
                .post("/accounts/" + Desk.idOf(suspended) + "/suspend", Map.of("reason", "Left the service."))
                .expect(200)
                .text("proposal");

        try (HeldBack held = heldBack(suspended, "POST", "/agencies/invitations", Map.of("token", token))) {
            agreeing.post("/proposals/" + proposal + "/agree").expect(200);

            refused(held.release());
        }
        desk.stranger().post("/invitations/look", Map.of("token", token)).expect(200);
    }

    @Test
    void a_session_that_was_signed_out_makes_no_key() throws Exception {
        Browser other = desk.again(desk.examiner());

        try (HeldBack held = heldBack(other, "POST", "/api-keys", newKey())) {
            other.signOut();

            signedOut(held.release());
        }
        assertThat(keys(desk.again(desk.examiner()))).doesNotContain("Held key");
    }

    @Test
    void a_touch_that_is_not_fresh_any_more_makes_no_key() throws Exception {
        Browser examiner = desk.again(desk.examiner());

        try (HeldBack held = heldBack(examiner, "POST", "/api-keys", newKey())) {
            desk.clock().putForward(Duration.ofSeconds(330));

            assertThat(held.release()).startsWith("HTTP/1.1 403").contains("urn:beholden:touch-needed");
        }
        assertThat(keys(examiner)).doesNotContain("Held key");
        try (HeldBack held = heldBack(desk.again(desk.examiner()), "POST", "/cases", newCase("2026/touched"))) {
            desk.clock().putForward(Duration.ofSeconds(330));

            assertThat(held.release()).as("needs no touch").startsWith("HTTP/1.1 201");
        }
    }

    @Test
    void a_refusal_for_want_of_a_touch_is_not_kept_for_the_next_sending() throws Exception {
        Browser examiner = desk.again(desk.examiner());
        byte[] body = JsonMapper.shared().writeValueAsBytes(newKey());
        String headers = HeldBack.bySession(examiner) + "\r\nIdempotency-Key: held-1";

        try (HeldBack held =
                new HeldBack(examiner, desk.origin(), "POST", "/api-keys", "application/json", body, headers)) {
            desk.clock().putForward(Duration.ofSeconds(330));

            assertThat(held.release()).startsWith("HTTP/1.1 403");
        }
        examiner.signIn().expect(200);
        examiner.header("Idempotency-Key", "held-1")
                .raw("POST", "/api-keys", "application/json", body)
                .expect(201);
    }

    @Test
    void a_session_that_is_twelve_hours_old_opens_no_case() throws Exception {
        Browser examiner = desk.again(desk.examiner());

        try (HeldBack held = heldBack(examiner, "POST", "/cases", newCase("2026/old"))) {
            desk.clock().putForward(Duration.ofHours(12));

            signedOut(held.release());
        }
        assertThat(desk.again(desk.examiner()).get("/cases").expect(200).text()).doesNotContain("2026/old");
    }

    @Test
    void whoever_had_the_passkeys_before_a_recovery_opens_no_case() throws Exception {
        Browser thief = desk.join(desk.administrator(), "Vera Held", "EXAMINER");
        Browser owner = desk.stranger();

        try (HeldBack held = heldBack(thief, "POST", "/cases", newCase("2026/thief"))) {
            owner.post("/recovery", Map.of("code", thief.post("/recovery-codes").text("code")))
                    .expect(204);
            owner.register().expect(200);

            refused(held.release());
        }
        assertThat(desk.administrator().get("/cases").expect(200).text()).doesNotContain("2026/thief");
    }

    @Test
    void a_key_that_was_removed_searches_nothing() throws Exception {
        Browser examiner = desk.again(desk.examiner());
        String caseId = TestCases.open(desk, examiner);
        String probe = TestCases.upload(examiner, caseId, GroupPhotos.photo(1))
                .expect(201)
                .text("id");
        Answer key = desk.makeKey(examiner, "read", "search");
        byte[] body = JsonMapper.shared().writeValueAsBytes(Map.of("probe", probe, "face", 1));
        String bearer = "Authorization: Bearer " + key.text("key");

        try (HeldBack held = new HeldBack(
                examiner, desk.origin(), "POST", "/cases/" + caseId + "/searches", "application/json", body, bearer)) {
            examiner.delete("/api-keys/" + key.text("id")).expect(204);

            refused(held.release());
        }
        assertThat(examiner.get("/cases/" + caseId + "/searches")
                        .expect(200)
                        .json()
                        .get("items"))
                .isEmpty();
    }
}
