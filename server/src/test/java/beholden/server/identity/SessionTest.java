package beholden.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.VirtualPasskeys;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
    private static final Map<String, Object> INVITATION = Map.of("name", "Jonas Weir", "roles", List.of("EXAMINER"));

    private Desk desk;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        desk = Desk.open(folder);
    }

    @AfterAll
    void close() throws Exception {
        if (desk != null) desk.close();
    }

    @BeforeEach
    void signInAgain() {
        desk.administrator().signIn().expect(200);
    }

    @Test
    void a_stranger_is_told_to_sign_in() {
        Answer answer = desk.stranger().get("/accounts");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text("type")).isEqualTo("urn:beholden:not-signed-in");
    }

    @Test
    void a_path_that_there_is_not_answers_a_stranger_like_one_that_there_is() {
        Browser stranger = desk.stranger();

        assertThat(stranger.get("/nothing").text().replace("nothing", "accounts"))
                .isEqualTo(stranger.get("/accounts").text());
    }

    @Test
    void a_request_without_csrf_token_is_refused() {
        Browser forged = new Browser(desk.origin(), desk.administrator().passkeys());
        forged.signIn().expect(200);
        forged.header("X-XSRF-TOKEN", "forged");

        Answer refused = forged.post("/accounts/invitations", INVITATION);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("urn:beholden:no-csrf-token");
    }

    @Test
    void cookies_stay_with_this_host_and_away_from_scripts() {
        Browser browser = new Browser(desk.origin(), desk.administrator().passkeys());
        Answer options = browser.post("//webauthn/authenticate/options").expect(200);
        Answer signedIn = browser.post("//login/webauthn", browser.passkeys().assertion(options.json()))
                .expect(200);

        for (String cookie : List.of(options.setCookie("__Host-sign-in"), signedIn.setCookie("__Host-session"))) {
            assertThat(cookie)
                    .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/")
                    .doesNotContain("Domain");
        }
    }

    @Test
    void a_session_begins_with_the_sign_in_and_is_nobody_s_choice() {
        Browser browser = new Browser(desk.origin(), desk.administrator().passkeys());
        JsonNode options =
                browser.post("//webauthn/authenticate/options").expect(200).json();
        assertThat(browser.cookie("__Host-session"))
                .as("a stranger leaves no session behind")
                .isNull();
        browser.cookie("__Host-session", "planted");

        browser.post("//login/webauthn", browser.passkeys().assertion(options)).expect(200);

        assertThat(browser.cookie("__Host-session")).isNotNull().isNotEqualTo("planted");
        Browser thief = desk.stranger();
        thief.cookie("__Host-session", "planted");
        thief.get("/accounts").expect(401);
    }

    @Test
    void an_assertion_counts_once() {
        Browser browser = new Browser(desk.origin(), desk.administrator().passkeys());
        JsonNode options =
                browser.post("//webauthn/authenticate/options").expect(200).json();
        Map<String, Object> assertion = browser.passkeys().assertion(options);
        browser.post("//login/webauthn", assertion).expect(200);

        browser.post("//login/webauthn", assertion).expect(401);
        Browser other = desk.stranger();
        other.post("//webauthn/authenticate/options").expect(200);
        other.post("//login/webauthn", assertion).expect(401);
    }

    @Test
    void a_passkey_of_another_site_does_not_sign_in() {
        Browser phished = new Browser(desk.origin(), new VirtualPasskeys(URI.create("http://localhost:1")));
        JsonNode ticket = desk.administrator()
                .post("/accounts/invitations", Map.of("name", "Lena Sund", "roles", List.of("EXAMINER")))
                .expect(201)
                .json();
        Browser invited = desk.stranger();
        invited.post(
                        "/invitations/accept",
                        Map.of(
                                "token", Browser.tokenOf(ticket.get("link").asString()),
                                "code", ticket.get("code").asString()))
                .expect(204);
        JsonNode options =
                invited.post("//webauthn/register/options").expect(200).json();

        Answer refused = invited.post("//webauthn/register", phished.passkeys().create(options, "Phished"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).startsWith("This passkey was not accepted");
    }

    @Test
    void rubbish_in_place_of_a_passkey_is_refused() {
        Browser stranger = desk.stranger();
        stranger.post("//webauthn/authenticate/options").expect(200);

        stranger.post("//login/webauthn", Map.of()).expect(401);
        stranger.raw("POST", "//login/webauthn", "application/json", new byte[] {1, 2, 3})
                .expect(401);
        stranger.post("//webauthn/register", Map.of()).expect(401);
        desk.administrator().post("//webauthn/register", Map.of()).expect(400);
    }

    @Test
    void a_session_ends_after_15_idle_minutes() {
        desk.clock().putForward(Duration.ofMinutes(14));
        desk.administrator().get("/accounts").expect(200);
        desk.clock().putForward(Duration.ofMinutes(14));
        desk.administrator().get("/accounts").expect(200);

        desk.clock().putForward(Duration.ofMinutes(15));

        desk.administrator().get("/accounts").expect(401);
    }

    @Test
    void a_session_ends_after_twelve_hours_however_much_it_was_used_and_touched() {
        Browser browser = desk.again(desk.administrator());
        for (int i = 0; i < 71; i++) {
            desk.clock().putForward(Duration.ofMinutes(10));
            browser.get("/accounts").expect(200);
        }
        browser.signIn().expect(200);

        desk.clock().putForward(Duration.ofMinutes(10));

        browser.get("/accounts").expect(401);
        assertThat(browser.get("/session").json().get("signedIn").asBoolean()).isFalse();
        browser.signIn().expect(200);
        browser.get("/accounts").expect(200);
    }

    @Test
    void to_ask_who_has_signed_in_does_not_keep_a_session_alive() {
        desk.clock().putForward(Duration.ofMinutes(10));
        assertThat(desk.administrator().get("/session").json().get("signedIn").asBoolean())
                .isTrue();

        desk.clock().putForward(Duration.ofMinutes(10));

        assertThat(desk.administrator().get("/session").json().get("signedIn").asBoolean())
                .isFalse();
    }

    @Test
    void five_minutes_after_the_last_touch_it_takes_another() {
        desk.clock().putForward(Duration.ofMinutes(6));

        Answer refused = desk.administrator().post("/accounts/invitations", INVITATION);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("urn:beholden:touch-needed");
        desk.administrator().register().expect(403);
        desk.administrator().signIn().expect(200);
        desk.administrator().post("/accounts/invitations", INVITATION).expect(201);
    }

    @Test
    void a_touch_is_of_the_same_account() {
        Browser mixed = new Browser(desk.origin(), desk.examiner().passkeys());
        mixed.cookie(
                "__Host-session", Objects.requireNonNull(desk.administrator().cookie("__Host-session")));
        desk.clock().putForward(Duration.ofMinutes(6));
        ObjectNode options = (ObjectNode)
                mixed.post("//webauthn/authenticate/options").expect(200).json();
        options.remove("allowCredentials");

        mixed.post("//login/webauthn", mixed.passkeys().assertion(options)).expect(401);

        desk.administrator().get("/accounts").expect(200);
        desk.administrator().post("/accounts/invitations", INVITATION).expect(403);
    }

    @Test
    void signing_out_ends_the_session() {
        Browser browser = new Browser(desk.origin(), desk.administrator().passkeys());
        browser.signIn().expect(200);
        String cookie = Objects.requireNonNull(browser.cookie("__Host-session"));

        browser.signOut();

        Browser thief = desk.stranger();
        thief.cookie("__Host-session", cookie);
        thief.get("/accounts").expect(401);
    }

    @Test
    void browsers_are_told_what_to_forbid() {
        Answer answer = desk.administrator().get("/accounts").expect(200);

        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'")
                .contains("frame-ancestors 'none'");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Permissions-Policy")).contains("publickey-credentials-get=(self)");
    }

    @Test
    void an_internal_error_tells_nobody_what_it_was() {
        Answer answer = desk.administrator().get("/fault-for-a-test").expect(500);

        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.text()).doesNotContain("Northmoor", "Exception", "beholden.server", "\tat ");
        assertThat(desk.stranger().get("//error").text()).doesNotContain("Exception", "trace");
    }
}
