package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.provider.Forgery.Forger;
import beholden.provider.TestProvider;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderSignInTest {
    private ProviderDesk work;
    private Desk desk;
    private String pointer;

    /// Edwin's, at the desk's own agency.
    private Browser examiner;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        work = ProviderDesk.open(folder);
        desk = work.desk();
        examiner = desk.examiner();
        pointer = work.configure(desk.administrator(), TestProvider.CLIENT);
        assertThat(work.link(examiner, TestProvider.EDWIN).expect(200).text("linked"))
                .isEqualTo("true");
    }

    @AfterAll
    void close() throws Exception {
        if (work != null) work.close();
    }

    @BeforeEach
    void wait_and_touch() {
        // as much as it takes until a few more sign-ins may be begun
        desk.clock().putForward(Duration.ofSeconds(20));
        desk.administrator().signIn().expect(200);
        desk.operator().signIn().expect(200);
    }

    @AfterEach
    void be_honest() {
        work.provider().beHonest();
    }

    private static void isNotSignedIn(Browser browser) {
        assertThat(browser.get("/session").text("signedIn")).isEqualTo("false");
    }

    @Test
    void whom_the_provider_vouches_for_comes_in() throws Exception {
        Browser browser = desk.stranger();

        assertThat(work.signIn(browser, pointer, TestProvider.EDWIN).expect(200).text("linked"))
                .isEqualTo("false");

        Answer session = browser.get("/session").expect(200);
        assertThat(session.text("account.id")).isEqualTo(Desk.idOf(examiner));
        assertThat(session.json().has("touchedAt")).isFalse();
        browser.get("/cases").expect(200);
    }

    @Test
    void the_session_and_its_token_are_new() throws Exception {
        Browser browser = desk.stranger();
        work.begin(browser, pointer);
        String planted = Objects.requireNonNull(browser.cookie("__Host-session"));

        work.signIn(browser, pointer, TestProvider.EDWIN).expect(200);

        assertThat(browser.cookie("__Host-session")).isNotEqualTo(planted);
        Browser thief = desk.stranger();
        thief.cookie("__Host-session", planted);
        isNotSignedIn(thief);
    }

    @Test
    void what_weighs_still_takes_a_passkey() throws Exception {
        Browser browser = new Browser(desk.origin(), examiner.passkeys());
        work.signIn(browser, pointer, TestProvider.EDWIN).expect(200);

        Answer refused = browser.post("/recovery-codes");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("urn:beholden:touch-needed");
        browser.register().expect(403);
        browser.signIn().expect(200);
        browser.post("/recovery-codes").expect(201);
    }

    @Test
    void a_touch_is_of_the_same_account() throws Exception {
        Browser browser = new Browser(desk.origin(), desk.reviewer().passkeys());
        work.signIn(browser, pointer, TestProvider.EDWIN).expect(200);

        Answer options = browser.post("//webauthn/authenticate/options").expect(200);
        ObjectNode all = (ObjectNode) options.json();
        all.remove("allowCredentials");
        browser.post("//login/webauthn", browser.passkeys().assertion(all)).expect(401);

        assertThat(browser.get("/session").text("account.id")).isEqualTo(Desk.idOf(examiner));
        browser.post("/recovery-codes").expect(403);
    }

    private static Forger with(UnaryOperator<JWTClaimsSet.Builder> change) {
        return (honest, key) -> TestProvider.signed(
                change.apply(new JWTClaimsSet.Builder(honest)).build(), JWSAlgorithm.RS256, new RSASSASigner(key), key);
    }

    static Stream<Named<Forger>> forgeries() {
        return Stream.of(
                Named.of("another nonce", with(claims -> claims.claim("nonce", "another"))),
                Named.of("no nonce", with(claims -> claims.claim("nonce", null))),
                Named.of("another issuer", with(claims -> claims.issuer("https://login.example.org"))),
                Named.of("another audience", with(claims -> claims.audience("another-client"))),
                Named.of(
                        "authorised for another",
                        with(claims -> claims.audience(List.of(TestProvider.CLIENT, "x"))
                                .claim("azp", "x"))),
                Named.of(
                        "expired",
                        with(claims ->
                                claims.expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(2)))))),
                Named.of("never expires", with(claims -> claims.expirationTime(null))),
                Named.of(
                        "not yet",
                        with(claims -> claims.issueTime(Date.from(Instant.now().plus(Duration.ofHours(1)))))),
                Named.of("nobody", with(claims -> claims.subject(null))),
                Named.of("signed by nobody", (honest, _) -> new PlainJWT(honest).serialize()),
                Named.of(
                        "signed by another key under the same name",
                        (honest, key) -> TestProvider.signed(
                                honest,
                                JWSAlgorithm.RS256,
                                new RSASSASigner(new RSAKeyGenerator(2048).generate()),
                                key)),
                Named.of(
                        "signed with the public key as a secret",
                        (honest, key) -> TestProvider.signed(
                                honest,
                                JWSAlgorithm.HS256,
                                new MACSigner(key.toRSAPublicKey().getEncoded()),
                                key)),
                Named.of("cut", (honest, key) -> intact(honest, key).replaceFirst("[^.]*$", "")),
                Named.of("rubbish", (_, _) -> "rubbish"));
    }

    private static String intact(JWTClaimsSet honest, RSAKey key) throws Exception {
        return TestProvider.signed(honest, JWSAlgorithm.RS256, new RSASSASigner(key), key);
    }

    @ParameterizedTest
    @MethodSource("forgeries")
    void a_token_that_is_not_to_be_trusted_is_refused(Forger forgery) throws Exception {
        work.provider().forge(forgery);
        Browser browser = desk.stranger();

        Answer refused = work.signIn(browser, pointer, TestProvider.EDWIN);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("type")).isEqualTo("urn:beholden:provider-refused");
        assertThat(refused.text()).doesNotContain("127.0.0.1", TestProvider.CLIENT);
        isNotSignedIn(browser);
    }

    @Test
    void a_token_signed_anew_by_the_provider_itself_is_accepted() throws Exception {
        work.provider().forge(ProviderSignInTest::intact);

        work.signIn(desk.stranger(), pointer, TestProvider.EDWIN).expect(200);
    }

    @Test
    void an_answer_to_another_question_is_refused() throws Exception {
        Browser browser = desk.stranger();
        Map<String, String> said = work.atProvider(work.begin(browser, pointer), TestProvider.EDWIN);
        said.put("state", "another");

        browser.post("/oidc/finish", said).expect(403);

        isNotSignedIn(browser);
    }

    @Test
    void an_answer_of_another_provider_is_refused() throws Exception {
        Browser browser = desk.stranger();
        Map<String, String> said = work.atProvider(work.begin(browser, pointer), TestProvider.EDWIN);
        said.put("iss", "https://login.example.org");

        browser.post("/oidc/finish", said).expect(403);

        isNotSignedIn(browser);
    }

    @Test
    void a_code_counts_once_and_in_the_browser_that_began() throws Exception {
        Browser browser = desk.stranger();
        Map<String, String> said = work.atProvider(work.begin(browser, pointer), TestProvider.EDWIN);

        desk.stranger().post("/oidc/finish", said).expect(409);
        browser.post("/oidc/finish", said).expect(200);

        browser.post("/oidc/finish", said).expect(409);
        Browser thief = desk.stranger();
        Map<String, String> own = work.atProvider(work.begin(thief, pointer), TestProvider.ROSA);
        own.put("code", Objects.requireNonNull(said.get("code")));
        thief.post("/oidc/finish", own).expect(403);
        isNotSignedIn(thief);
    }

    @Test
    void a_code_of_another_browser_is_refused() throws Exception {
        Browser victim = desk.stranger();
        Map<String, String> said = work.atProvider(work.begin(victim, pointer), TestProvider.EDWIN);
        Browser thief = desk.stranger();
        Map<String, String> own = work.atProvider(work.begin(thief, pointer), TestProvider.ROSA);
        own.put("code", Objects.requireNonNull(said.get("code")));

        thief.post("/oidc/finish", own).expect(403);

        isNotSignedIn(thief);
    }

    @Test
    void what_the_provider_refuses_is_refused() {
        for (Map<String, String> said : List.of(
                Map.of("error", "access_denied", "state", "x"),
                Map.of("code", "x", "state", "x"),
                Map.of("code", "x".repeat(5_000), "state", "x"),
                Map.<String, String>of())) {
            Browser browser = desk.stranger();
            work.begin(browser, pointer);

            browser.post("/oidc/finish", said).expect(403);

            isNotSignedIn(browser);
        }
    }

    @Test
    void a_sign_in_takes_ten_minutes_at_most() throws Exception {
        Browser browser = desk.stranger();
        Map<String, String> said = work.atProvider(work.begin(browser, pointer), TestProvider.EDWIN);
        desk.clock().putForward(Duration.ofMinutes(10));

        browser.post("/oidc/finish", said).expect(409);
        desk.administrator().signIn().expect(200);
    }

    @Test
    void somebody_unknown_is_refused_like_an_unknown_link() throws Exception {
        Browser administrator = desk.agency("Eastmere Police").administrator();
        String link = work.configure(administrator, TestProvider.OTHER_CLIENT);
        Browser browser = desk.stranger();

        Answer unknown = work.signIn(browser, link, TestProvider.ROSA);

        Answer absent = browser.post("/oidc/begin", Map.of("pointer", "A".repeat(64)));
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text().replace("/finish", "/begin")).isEqualTo(absent.text());
        isNotSignedIn(browser);
        assertThat(administrator.get("/identity-provider").text("refusals.0.why"))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void wrong_links_lead_nowhere() {
        Browser browser = desk.stranger();
        for (String wrong : List.of("", "?", pointer + "A", pointer.substring(4), "x".repeat(60_000))) {
            browser.post("/oidc/begin", Map.of("pointer", wrong)).expect(404);
        }
        browser.post("/oidc/begin", Map.of()).expect(404);
        browser.post("/oidc/begin", Map.of("pointer", 5, "more", 6)).expect(400);
    }

    @Test
    void a_suspended_account_stays_out() throws Exception {
        TestAgency agency = desk.agency("Westcliff Police");
        String link = work.configure(agency.administrator(), TestProvider.OTHER_CLIENT);
        String id = Desk.idOf(agency.examiner());
        work.link(agency.examiner(), TestProvider.ROSA).expect(200);
        Browser browser = desk.stranger();
        work.signIn(browser, link, TestProvider.ROSA).expect(200);

        agency.administrator()
                .post("/accounts/" + id + "/suspend", Map.of("reason", "on leave"))
                .expect(200);

        browser.get("/cases").expect(401);
        work.signIn(browser, link, TestProvider.ROSA).expect(404);
        isNotSignedIn(browser);
        assertThat(agency.administrator().get("/identity-provider").text("refusals.0.account.name"))
                .isEqualTo("Edwin Hale");
    }

    @Test
    void a_link_is_made_by_the_account_s_owner_with_a_passkey() throws Exception {
        Browser reviewer = desk.reviewer();
        reviewer.signIn().expect(200);
        Answer taken = work.link(reviewer, TestProvider.EDWIN);
        assertThat(taken.status()).isEqualTo(409);

        work.link(reviewer, TestProvider.ROSA).expect(200);
        Browser browser = new Browser(desk.origin(), reviewer.passkeys());
        work.signIn(browser, pointer, TestProvider.ROSA).expect(200);
        assertThat(browser.get("/session").text("account.id")).isEqualTo(Desk.idOf(reviewer));

        reviewer.delete("/oidc/link").expect(204);
        browser.get("/cases").expect(401);
        work.signIn(browser, pointer, TestProvider.ROSA).expect(404);
        Browser untouched = new Browser(desk.origin(), examiner.passkeys());
        work.signIn(untouched, pointer, TestProvider.EDWIN).expect(200);
        untouched.post("/oidc/link").expect(403);
        desk.stranger().post("/oidc/link").expect(401);
    }

    @Test
    void a_link_is_not_finished_for_somebody_else() throws Exception {
        Browser reviewer = desk.reviewer();
        reviewer.signIn().expect(200);
        Map<String, String> said = work.atProvider(
                URI.create(reviewer.post("/oidc/link").expect(200).text("location")), TestProvider.ROSA);
        reviewer.signOut();

        reviewer.post("/oidc/finish", said).expect(409);
        reviewer.signIn().expect(200);
        reviewer.post("/oidc/finish", said).expect(409);

        assertThat(reviewer.get("/oidc/link").json().has("since")).isFalse();
    }

    @Test
    void agencies_with_one_provider_and_one_person_are_kept_apart() throws Exception {
        TestAgency other = desk.agency("Southfen Police");
        String otherPointer = work.configure(other.administrator(), TestProvider.OTHER_CLIENT);
        assertThat(otherPointer).isNotEqualTo(pointer);
        work.signIn(desk.stranger(), otherPointer, TestProvider.EDWIN).expect(404);

        work.link(other.auditor(), TestProvider.EDWIN).expect(200);

        Browser browser = desk.stranger();
        work.signIn(browser, otherPointer, TestProvider.EDWIN).expect(200);
        assertThat(browser.get("/session").text("agency.name")).isEqualTo("Southfen Police");
        work.signIn(browser, pointer, TestProvider.EDWIN).expect(200);
        assertThat(browser.get("/session").text("agency.name")).isEqualTo("Northmoor Constabulary");
        assertThat(other.administrator()
                        .get("/identity-provider")
                        .json()
                        .get("links")
                        .size())
                .isEqualTo(1);
        other.administrator()
                .delete("/identity-provider/links/" + Desk.idOf(examiner))
                .expect(404);
        other.administrator().delete("/identity-provider").expect(204);
        work.signIn(browser, pointer, TestProvider.EDWIN).expect(200);
    }
}
