package beholden.server.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import beholden.server.VirtualPasskeys;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SealedPointers;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.isolation.Endpoints.Call;
import beholden.server.isolation.Endpoints.Kind;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.server.source.TestSources;
import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/// Two agencies on one server: neither learns anything of the other, not even that it is there.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {
    private static final String KEPT_NAME = "Southfen Police";

    /// Their values change from one request to the next of the same account.
    private static final Set<String> CHANGING = Set.of("date", "ratelimit-remaining", "ratelimit-reset");

    private Desk desk;
    private TestAgency other;
    private Things theirs;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        desk = Desk.open(folder);
        GroupPhotos.enrol(
                desk.server().installation().gallery(),
                desk.server().installation().faces(),
                List.of(TestSources.register(desk, "Harbour archive")),
                1,
                2);
        other = desk.agency(KEPT_NAME);
        theirs = Casework.done(desk, other);
    }

    @AfterAll
    void close() throws IOException {
        if (desk != null) desk.close();
    }

    @Test
    void every_endpoint_has_its_case() {
        Set<String> known = new TreeSet<>(Endpoints.CALLS.keySet());
        known.add(Endpoints.SIGN_OUT);

        assertThat(known).containsExactlyInAnyOrderElementsOf(Endpoints.of(desk.server()));
    }

    @Test
    void what_another_agency_has_answers_like_what_there_is_not() {
        Things absent = Things.absent();

        outsiders()
                .forEach((who, outsider) -> Endpoints.CALLS.forEach((endpoint, call) -> {
                    if (!call.names()) return;
                    Answer known = send(outsider, call.filled(theirs));
                    Answer unknown = send(outsider, call.filled(absent));

                    assertThat(seen(known, theirs)).as(endpoint + " by " + who).isEqualTo(seen(unknown, absent));
                    if (call.kind() == Kind.NAMES_A_THING) {
                        assertThat(known.status()).as(endpoint + " by " + who).isBetween(400, 499);
                    }
                }));
    }

    /// Else the test above would show nothing.
    @Test
    void those_whose_it_is_are_answered_otherwise_than_for_what_there_is_not() throws IOException {
        TestAgency third = desk.agency("Westhaven Police");
        Things mine = Casework.done(desk, third);
        Things absent = Things.absent();

        Collection<Browser> owners = people(third).values();

        Endpoints.CALLS.forEach((endpoint, call) -> {
            if (call.kind() != Kind.NAMES_A_THING) return;
            assertThat(owners).as(endpoint).anyMatch(one -> isOtherwise(one, call, mine, absent));
        });
    }

    private static boolean isOtherwise(Browser one, Call call, Things mine, Things absent) {
        Answer known = send(one, call.filled(mine));
        return !seen(known, mine).equals(seen(send(one, call.filled(absent)), absent));
    }

    @Test
    void nothing_that_another_agency_does_changes_what_one_sees() throws IOException {
        Map<String, Browser> people = people(desk.agency());
        Map<String, String> before = lists(people);

        Things more = Casework.done(desk, other);

        lists(people).forEach((call, answer) -> assertThat(answer).as(call).isEqualTo(before.get(call)));
        assertThat(before.values()).noneMatch(text -> text.contains(KEPT_NAME) || text.contains("Kestrel"));
        assertThat(again(other.examiner()).get("/cases").text())
                .contains(more.ids().get("case"));
    }

    private Map<String, String> lists(Map<String, Browser> people) {
        Map<String, String> answers = new TreeMap<>();
        people.forEach((who, one) -> Endpoints.CALLS.forEach((endpoint, call) -> {
            if (call.kind() != Kind.OWN_AGENCY || !call.method().equals("GET")) return;
            answers.put(endpoint + " by " + who, seen(send(one, call), theirs));
        }));
        return answers;
    }

    /// An answer's time tells nothing of another agency: what that one has is not even in memory.
    @Test
    void no_request_of_an_agency_opens_the_records_of_another() throws Exception {
        AgencyBooks books = desk.server().running().part(AgencyBooks.class);
        AgencyId agency = agencyOf(makeKey(other.auditor()));
        books.close(agency);

        outsiders()
                .forEach(
                        (_, outsider) -> Endpoints.CALLS.values().forEach(call -> send(outsider, call.filled(theirs))));

        assertThat(isOpen(books, agency)).isFalse();
        other.auditor().get("/cases/" + theirs.ids().get("case")).expect(200);
        assertThat(isOpen(books, agency)).isTrue();
    }

    @Test
    void a_key_that_is_removed_or_made_for_something_else_is_no_key() {
        Answer made = makeKey(other.auditor());
        String invitation = Browser.tokenOf(other.administrator()
                .post("/accounts/invitations", Map.of("name", "Nobody Yet", "roles", List.of("AUDITOR")))
                .expect(201)
                .text("link"));
        other.auditor().delete("/api-keys/" + made.text("id")).expect(204);

        Answer none = withKey(stranger(), "A".repeat(64));

        for (String text : List.of(made.text("key").substring(4), invitation)) {
            assertThat(seen(withKey(stranger(), text), theirs)).isEqualTo(seen(none, theirs));
            assertThat(seen(withKey(again(desk.auditor()), text), theirs)).isEqualTo(seen(none, theirs));
        }
        assertThat(none.status()).isEqualTo(401);
    }

    @Test
    void a_key_made_for_one_agency_reads_nothing_of_another() {
        Answer made = makeKey(desk.auditor());

        Answer answer = withKey(again(other.auditor()), made.text("key").substring(4));

        assertThat(answer.expect(200).text()).doesNotContain(theirs.ids().get("case"));
    }

    @Test
    void a_pointer_of_another_agency_is_not_told_from_one_of_none() {
        String link = other.administrator()
                .post("/accounts/invitations", Map.of("name", "Nobody Else", "roles", List.of("AUDITOR")))
                .expect(201)
                .text("link");
        String code = other.auditor().post("/recovery-codes").expect(201).text("code");
        String swapped = swapped(Browser.tokenOf(link));

        for (Browser one : List.of(stranger(), again(desk.administrator()), again(desk.operator()))) {
            assertThat(seen(one.post("/invitations/look", Map.of("token", swapped)), theirs))
                    .isEqualTo(seen(one.post("/invitations/look", Map.of("token", "A".repeat(64))), theirs));
            assertThat(seen(one.post("/recovery", Map.of("code", swapped(code))), theirs))
                    .isEqualTo(seen(one.post("/recovery", Map.of("code", "A".repeat(77))), theirs));
        }
    }

    @Test
    void a_passkey_of_another_agency_is_not_told_from_one_of_nobody() {
        Browser here = again(desk.auditor());
        VirtualPasskeys nobodys = desk.stranger().passkeys();
        nobodys.create(here.post("//webauthn/register/options").expect(200).json(), "never registered");

        Answer known = signIn(here, other.auditor().passkeys());
        Answer unknown = signIn(here, nobodys);

        assertThat(known.status()).isEqualTo(401);
        assertThat(seen(known, theirs)).isEqualTo(seen(unknown, theirs));
        assertThat(here.get("/session").expect(200).text("agency.name")).isEqualTo("Northmoor Constabulary");
    }

    private static Answer signIn(Browser here, VirtualPasskeys passkeys) {
        ObjectNode options = (ObjectNode)
                here.post("//webauthn/authenticate/options").expect(200).json();
        options.remove("allowCredentials");
        return here.post("//login/webauthn", passkeys.assertion(options));
    }

    @Test
    void a_probe_of_another_agency_is_searched_for_in_no_case_of_ones_own() {
        Browser examiner = again(desk.examiner());
        String mine = TestCases.open(desk, examiner);
        Things absent = Things.absent();

        Answer known = TestCases.search(examiner, mine, theirs.fill("{probe}"), 1);

        assertThat(seen(known, theirs))
                .isEqualTo(seen(TestCases.search(examiner, mine, absent.fill("{probe}"), 1), absent));
        assertThat(known.status()).isEqualTo(400);
    }

    private static String swapped(String text) {
        char first = text.charAt(0) == 'B' ? 'C' : 'B';
        return first + text.substring(1);
    }

    /// Whoever is not of the other agency; all who can have just touched their passkeys.
    private Map<String, Browser> outsiders() {
        Map<String, Browser> all = new LinkedHashMap<>(people(desk.agency()));
        all.put("operator", again(desk.operator()));
        all.put("stranger", stranger());
        all.put(
                "machine",
                stranger()
                        .header(
                                "Authorization",
                                "Bearer " + makeKey(desk.auditor()).text("key")));
        return all;
    }

    private Map<String, Browser> people(TestAgency agency) {
        desk.clock().putForward(Duration.ofSeconds(30));
        Map<String, Browser> people = new LinkedHashMap<>();
        people.put("administrator", again(agency.administrator()));
        people.put("examiner", again(agency.examiner()));
        people.put("reviewer", again(agency.reviewer()));
        people.put("auditor", again(agency.auditor()));
        return people;
    }

    /// Signs in with a session of its own, so that the others outlive a sign-out here.
    private Browser again(Browser browser) {
        Browser again = desk.again(browser);
        // brings the CSRF token of the new session, which the first answer would else bring
        again.get("/session").expect(200);
        return again;
    }

    private Browser stranger() {
        Browser stranger = desk.stranger();
        stranger.get("/session").expect(200);
        return stranger;
    }

    private Answer makeKey(Browser browser) {
        return desk.makeKey(again(browser), "read");
    }

    private static Answer withKey(Browser browser, String pointer) {
        return browser.header("Authorization", "Bearer bhk_" + pointer).get("/cases");
    }

    private AgencyId agencyOf(Answer key) {
        byte[] pointer = Base64.getUrlDecoder().decode(key.text("key").substring(4));
        return desk.server()
                .running()
                .part(SealedPointers.class)
                .open(Purpose.API_KEY, pointer)
                .orElseThrow()
                .agency();
    }

    @SuppressWarnings("unchecked")
    private static boolean isOpen(AgencyBooks books, AgencyId agency) throws ReflectiveOperationException {
        Field open = AgencyBooks.class.getDeclaredField("open");
        open.setAccessible(true);
        synchronized (books) {
            return ((Map<AgencyId, ?>) open.get(books)).containsKey(agency);
        }
    }

    private static Answer send(Browser browser, Call call) {
        if (call.body().isEmpty()) return browser.bare(call.method(), call.path());
        return browser.raw(call.method(), call.path(), call.type(), call.body().getBytes(StandardCharsets.UTF_8));
    }

    /// All of an answer that could tell something: status, headers, body, with the ids that were asked for taken
    /// out.
    private static String seen(Answer answer, Things asked) {
        StringBuilder all = new StringBuilder().append(answer.status()).append('\n');
        answer.headers().map().forEach((name, values) -> {
            // comes with every hundredth answer
            if (name.equalsIgnoreCase("connection")) return;
            String value = CHANGING.contains(name.toLowerCase(Locale.ROOT)) ? "…" : String.join(",", values);
            all.append(name).append(": ").append(value).append('\n');
        });
        return asked.emptied(all + new String(answer.body(), StandardCharsets.ISO_8859_1));
    }
}
