package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.provider.TestProvider;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SealedPointers;
import beholden.server.identity.SealedPointers.Purpose;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderSettingsTest {
    private ProviderDesk work;
    private Desk desk;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        work = ProviderDesk.open(folder);
        desk = work.desk();
    }

    @AfterAll
    void close() throws Exception {
        if (work != null) work.close();
    }

    @Test
    void the_settings_show_all_but_the_secret() {
        TestAgency agency = desk.agency("Eastmere Police");
        Answer before = agency.administrator().get("/identity-provider").expect(200);
        assertThat(before.text("redirectUri")).isEqualTo(desk.origin() + "/oidc");
        assertThat(before.json().has("configured")).isFalse();

        work.configure(agency.administrator(), TestProvider.CLIENT);

        Answer shown = agency.administrator().get("/identity-provider").expect(200);
        assertThat(shown.text("configured.issuer")).isEqualTo(work.provider().issuer());
        assertThat(shown.text("configured.clientId")).isEqualTo(TestProvider.CLIENT);
        assertThat(shown.text("configured.claim")).isEqualTo("sub");
        assertThat(shown.text()).doesNotContain(TestProvider.secretOf(TestProvider.CLIENT));
    }

    @Test
    void they_are_for_administrators_with_a_passkey_at_hand() {
        TestAgency agency = desk.agency("Westcliff Police");
        for (Browser other : List.of(agency.examiner(), agency.reviewer(), agency.auditor(), desk.operator())) {
            other.get("/identity-provider").expect(403);
            work.configure(other, work.provider().issuer(), TestProvider.CLIENT).expect(403);
            other.delete("/identity-provider").expect(403);
        }
        desk.stranger().get("/identity-provider").expect(401);
        desk.operator().post("/oidc/link").expect(403);

        desk.clock().putForward(Duration.ofMinutes(6));

        Answer refused = work.configure(agency.administrator(), work.provider().issuer(), TestProvider.CLIENT);
        assertThat(refused.text("type")).isEqualTo("urn:beholden:touch-needed");
        agency.administrator().delete("/identity-provider").expect(403);
        desk.administrator().signIn().expect(200);
        desk.operator().signIn().expect(200);
    }

    @Test
    void what_is_no_provider_is_refused_with_what_to_do() {
        Browser administrator = desk.agency("Highfell Police").administrator();
        Map<String, Object> right = new HashMap<>(Map.of(
                "issuer", work.provider().issuer(), "clientId", "client", "clientSecret", "secret", "claim", "sub"));
        Map<String, List<Object>> wrong = Map.of(
                "issuer",
                List.of(
                        "",
                        " ",
                        "http://login.example.org",
                        "https://10.0.0.1",
                        "https://169.254.169.254/latest/meta-data",
                        "https://login.example.invalid",
                        "file:///etc/passwd",
                        "https://x".repeat(100),
                        "http://127.0.0.1:1",
                        work.provider().issuer() + "/"),
                "clientId",
                List.of("", "x".repeat(256), "a\nb"),
                "clientSecret",
                List.of("", "x".repeat(501)),
                "claim",
                List.of("a b", "\"", "x".repeat(101)));
        wrong.forEach((field, values) -> values.forEach(value -> {
            Map<String, Object> body = new HashMap<>(right);
            body.put(field, value);

            Answer refused = administrator.put("/identity-provider", body);

            assertThat(refused.status()).as(field + " " + value).isEqualTo(400);
            assertThat(refused.text("detail")).startsWith(field + ": ");
        }));
        administrator.put("/identity-provider", Map.of()).expect(400);
        assertThat(administrator.get("/identity-provider").json().has("configured"))
                .isFalse();
    }

    @Test
    void another_secret_keeps_the_links_and_another_client_ends_them() throws Exception {
        TestAgency agency = desk.agency("Lowmarsh Police");
        Browser administrator = agency.administrator();
        String pointer = work.configure(administrator, TestProvider.CLIENT);
        work.link(agency.examiner(), TestProvider.EDWIN).expect(200);
        Browser browser = desk.stranger();
        work.signIn(browser, pointer, TestProvider.EDWIN).expect(200);

        administrator
                .put("/identity-provider", Map.of("issuer", work.provider().issuer(), "clientId", TestProvider.CLIENT))
                .expect(200);
        browser.get("/cases").expect(200);
        work.signIn(browser, pointer, TestProvider.EDWIN).expect(200);

        assertThat(work.configure(administrator, TestProvider.OTHER_CLIENT)).isEqualTo(pointer);
        browser.get("/cases").expect(401);
        work.signIn(browser, pointer, TestProvider.EDWIN).expect(404);
    }

    @Test
    void a_recovered_account_is_not_linked_any_more() throws Exception {
        TestAgency agency = desk.agency("Oldbridge Police");
        String pointer = work.configure(agency.administrator(), TestProvider.CLIENT);
        Browser examiner = agency.examiner();
        work.link(examiner, TestProvider.EDWIN).expect(200);
        String code = examiner.post("/recovery-codes").expect(201).text("code");

        Browser again = desk.stranger();
        again.post("/recovery", Map.of("code", code)).expect(204);
        again.register().expect(200);

        work.signIn(desk.stranger(), pointer, TestProvider.EDWIN).expect(404);
    }

    @Test
    void a_removed_provider_s_link_leads_nowhere() throws Exception {
        TestAgency agency = desk.agency("Newhaven Police");
        String pointer = work.configure(agency.administrator(), TestProvider.CLIENT);
        work.link(agency.examiner(), TestProvider.EDWIN).expect(200);
        Browser browser = desk.stranger();
        work.signIn(browser, pointer, TestProvider.EDWIN).expect(200);

        agency.administrator().delete("/identity-provider").expect(204);

        browser.get("/cases").expect(401);
        browser.post("/oidc/begin", Map.of("pointer", pointer)).expect(404);
        agency.administrator().delete("/identity-provider").expect(404);
        assertThat(work.configure(agency.administrator(), TestProvider.CLIENT)).isNotEqualTo(pointer);
    }

    @Test
    void the_agency_s_log_remembers() throws Exception {
        TestAgency agency = desk.agency("Stonewick Police");
        String pointer = work.configure(agency.administrator(), TestProvider.CLIENT);
        work.link(agency.examiner(), TestProvider.EDWIN).expect(200);
        work.signIn(desk.stranger(), pointer, TestProvider.EDWIN).expect(200);
        work.signIn(desk.stranger(), pointer, TestProvider.ROSA).expect(404);
        Answer before = agency.administrator().get("/identity-provider").expect(200);
        assertThat(before.json().get("links").size()).isEqualTo(1);
        assertThat(before.json().get("refusals").size()).isEqualTo(1);

        forget(pointer);

        assertThat(agency.administrator().get("/identity-provider").json()).isEqualTo(before.json());
        work.signIn(desk.stranger(), pointer, TestProvider.EDWIN).expect(200);
    }

    /// Has the server read the agency's log anew.
    private void forget(String pointer) {
        byte[] bytes = Base64.getUrlDecoder().decode(pointer);
        desk.server()
                .running()
                .part(AgencyBooks.class)
                .close(desk.server()
                        .running()
                        .part(SealedPointers.class)
                        .open(Purpose.PROVIDER, bytes)
                        .orElseThrow()
                        .agency());
    }

    @Test
    void a_link_in_the_wrong_hands_does_not_fill_the_log() {
        TestAgency agency = desk.agency("Farholm Police");
        String pointer = work.configure(agency.administrator(), TestProvider.CLIENT);
        for (int i = 0; i < 25; i++) {
            Browser stranger = desk.stranger();
            work.begin(stranger, pointer);
            stranger.post("/oidc/finish", Map.of("error", "access_denied", "state", "x"))
                    .expect(403);
        }

        assertThat(agency.administrator()
                        .get("/identity-provider")
                        .json()
                        .get("refusals")
                        .size())
                .isEqualTo(20);
    }
}
