package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Browser;
import beholden.server.Desk;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
            socket = new Socket("127.0.0.1", origin.getPort());
            last = body[body.length - 1];
            String csrf = Objects.requireNonNull(sender.cookie("XSRF-TOKEN"));
            String head = method + " /api/v1" + path + " HTTP/1.1\r\nHost: localhost:" + origin.getPort()
                    + "\r\nConnection: close\r\nCookie: __Host-session=" + sender.cookie("__Host-session")
                    + "; XSRF-TOKEN=" + csrf + "\r\nX-XSRF-TOKEN: " + csrf + "\r\nContent-Type: " + type
                    + "\r\nContent-Length: " + body.length + "\r\n\r\n";
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
        assertThat(answer).startsWith("HTTP/1.1 403").contains("lost a role, meanwhile");
    }

    @Test
    void a_former_examiner_opens_no_case() throws Exception {
        Browser examiner = desk.join(desk.administrator(), "Nora Held", "EXAMINER");
        Map<String, Object> wanted = Map.of(
                "number", "2026/held",
                "offence", "homicide",
                "legalBasis", "Warrant or order of a court",
                "jurisdiction", "DE",
                "justification", "The victim's last companion was photographed, and nobody knows a name.",
                "validUntil",
                        LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC)
                                .plusDays(30)
                                .toString(),
                "sensitive", List.of());

        try (HeldBack held = heldBack(examiner, "POST", "/cases", wanted)) {
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
}
