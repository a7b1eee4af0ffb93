package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.events.AccountId;
import beholden.server.events.Member;
import beholden.server.identity.Role;
import beholden.server.identity.SealedPointers;
import beholden.server.identity.SealedPointers.Pointed;
import beholden.server.identity.SealedPointers.Purpose;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.vault.key.AgencyId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// What one person who leads an agency cannot do alone, nor as two.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecondPersonTest {
    private static final Map<String, Object> AUDITOR = Map.of("roles", List.of("AUDITOR"));

    private Desk desk;

    @BeforeAll
    void open(@TempDir Path folder) throws IOException {
        desk = Desk.open(folder);
    }

    @AfterAll
    void close() throws IOException {
        if (desk != null) desk.close();
    }

    @BeforeEach
    void signInAgain() {
        desk.operator().signIn().expect(200);
    }

    /// The only administrator of a new agency.
    private Browser founder() {
        return desk.stranger()
                .accept(desk.operator()
                        .post("/agencies", Map.of("name", "Westhaven", "administratorName", "Ada Marsh"))
                        .expect(201)
                        .json());
    }

    private Browser join(Browser administrator, String name, String role) {
        return desk.stranger().accept(invite(administrator, name, role).json());
    }

    private static Answer invite(Browser administrator, String name, String role) {
        return administrator
                .post("/accounts/invitations", Map.of("name", name, "roles", List.of(role)))
                .expect(201);
    }

    private static String recovery(Browser administrator, Browser of) {
        return administrator
                .post("/accounts/" + Desk.idOf(of) + "/recovery")
                .expect(200)
                .text("proposal");
    }

    private static String demotion(Browser administrator, Browser of) {
        return administrator
                .put("/accounts/" + Desk.idOf(of) + "/roles", AUDITOR)
                .expect(200)
                .text("proposal");
    }

    private static String promotion(Browser administrator, Browser of) {
        return administrator
                .put("/accounts/" + Desk.idOf(of) + "/roles", Map.of("roles", List.of("ADMINISTRATOR")))
                .expect(200)
                .text("proposal");
    }

    private static Answer agree(Browser browser, String proposal) {
        return browser.post("/proposals/" + proposal + "/agree");
    }

    private static Answer refuse(Browser browser, String proposal) {
        return browser.post("/proposals/" + proposal + "/refuse");
    }

    private static JsonNode told(Browser browser, String proposal) {
        for (JsonNode one :
                browser.get("/proposals?limit=200").expect(200).json().get("items")) {
            if (one.get("id").asString().equals(proposal)) return one;
        }
        throw new AssertionError("not told of the proposal");
    }

    private static void countsAsOne(Answer answer) {
        assertThat(answer.expect(409).text("detail")).contains("you count as one");
    }

    private void later(Duration by, Browser... browsers) {
        desk.clock().putForward(by);
        for (Browser browser : browsers) browser.signIn().expect(200);
    }

    @Test
    void a_puppet_is_no_second_person_for_three_days_and_nor_is_its_master_or_its_sibling() {
        Browser founder = founder();
        Browser examiner = join(founder, "Edwin Hale", "EXAMINER");
        Browser puppet = join(founder, "Puppet", "ADMINISTRATOR");
        Browser sibling = join(founder, "Sibling", "ADMINISTRATOR");
        Browser grandchild = join(puppet, "Grandchild", "ADMINISTRATOR");

        String recovery = recovery(founder, examiner);
        for (Browser one : List.of(puppet, sibling, grandchild)) countsAsOne(agree(one, recovery));
        refuse(founder, recovery).expect(204);
        String puppets = recovery(puppet, examiner);
        for (Browser one : List.of(founder, sibling, grandchild)) countsAsOne(agree(one, puppets));
        refuse(founder, puppets).expect(204);
        later(Duration.ofHours(25), founder, puppet);
        String another = invite(founder, "Another", "ADMINISTRATOR").text("proposal");
        countsAsOne(agree(puppet, another));

        later(Duration.ofHours(48), founder, puppet);
        assertThat(agree(founder, another).expect(409).text("detail")).contains("a second person");
        assertThat(agree(puppet, another).expect(200).text("link")).contains("/#/invitation/");
    }

    @Test
    void whoever_leads_alone_makes_an_administrator_after_three_days_of_everybody_s_seeing_it() {
        Browser founder = founder();
        Browser examiner = join(founder, "Edwin Hale", "EXAMINER");
        later(Duration.ofHours(25), founder, examiner);

        Answer asked = invite(founder, "Ines Falk", "ADMINISTRATOR");

        String proposal = asked.text("proposal");
        assertThat(asked.text()).doesNotContain("link", "code");
        assertThat(told(examiner, proposal).get("name").asString()).isEqualTo("Ines Falk");
        assertThat(told(examiner, proposal).get("proposedBy").asString()).isEqualTo("Ada Marsh");
        assertThat(told(examiner, proposal).get("alone").asString()).isNotEmpty();
        assertThat(told(examiner, proposal).get("mayAgree").asBoolean()).isFalse();
        agree(examiner, proposal).expect(403);
        assertThat(agree(founder, proposal).expect(409).text("detail")).contains("Nobody else can agree");
        later(Duration.ofHours(71), founder);
        agree(founder, proposal).expect(409);
        later(Duration.ofHours(2), founder, examiner);
        assertThat(told(founder, proposal).get("mayAgree").asBoolean()).isTrue();
        Browser second =
                desk.stranger().accept(agree(founder, proposal).expect(200).json());
        second.get("/accounts").expect(200);
        assertThat(told(examiner, proposal).get("state").asString()).isEqualTo("AGREED");

        later(Duration.ofDays(31), examiner);
        assertThat(examiner.get("/proposals").expect(200).text()).doesNotContain("Ines Falk");
    }

    @Test
    void an_agency_is_set_up_until_its_first_case() {
        Browser founder = founder();
        Browser examiner = join(founder, "Edwin Hale", "EXAMINER");
        assertThat(invite(founder, "Ines Falk", "ADMINISTRATOR").text("link")).isNotEmpty();
        examiner.post(
                        "/cases",
                        Map.of(
                                "number", "2026/1",
                                "offence", "homicide",
                                "legalBasis", "Warrant or order of a court",
                                "jurisdiction", "DE",
                                "justification", "The victim's last companion was photographed; nobody knows a name.",
                                "validUntil",
                                        LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC)
                                                .plusDays(30)
                                                .toString(),
                                "sensitive", List.of()))
                .expect(201);

        assertThat(invite(founder, "Olaf Falk", "ADMINISTRATOR").text("proposal"))
                .isNotEmpty();
        assertThat(founder.put(
                                "/accounts/" + Desk.idOf(examiner) + "/roles",
                                Map.of("roles", List.of("ADMINISTRATOR", "EXAMINER")))
                        .expect(200)
                        .text("proposal"))
                .isNotEmpty();
        assertThat(examiner.get("/session").text()).doesNotContain("ADMINISTRATOR");
    }

    @Test
    void who_is_to_lose_the_role_neither_agrees_nor_refuses_while_a_third_can_decide() {
        Browser founder = founder();
        Browser second = join(founder, "Ines Falk", "ADMINISTRATOR");
        Browser third = join(founder, "Olaf Falk", "ADMINISTRATOR");
        desk.coolOff(founder, second, third);
        String proposal = demotion(founder, third);

        agree(third, proposal).expect(409);
        refuse(third, proposal).expect(403);
        third.get("/accounts").expect(200);
        agree(second, proposal).expect(200);

        assertThat(third.get("/session").expect(200).text()).doesNotContain("ADMINISTRATOR");
        String last = demotion(founder, second);
        refuse(second, last).expect(204);
        assertThat(told(founder, last).get("state").asString()).isEqualTo("REFUSED");
    }

    @Test
    void of_two_administrators_who_demote_each_other_one_is_left() throws Exception {
        Browser founder = founder();
        Browser second = join(founder, "Ines Falk", "ADMINISTRATOR");
        desk.coolOff(founder, second);
        String one = demotion(founder, second);
        String other = demotion(second, founder);
        assertThat(agree(founder, one).expect(409).text("detail")).contains("Nobody else can agree");
        desk.coolOff(founder, second);

        List<Integer> answers = atOnce(
                () -> agree(founder, one).status(), () -> agree(second, other).status());

        assertThat(answers).containsExactlyInAnyOrder(200, 403);
        assertThat(List.of(
                        founder.get("/accounts").status(),
                        second.get("/session").status()))
                .containsExactly(200, 200);
        assertThat(founder.get("/accounts").text().split("\"ADMINISTRATOR\"", -1))
                .hasSize(2);
    }

    @Test
    void of_an_agreement_and_a_refusal_at_once_one_counts() throws Exception {
        Browser founder = founder();
        Browser second = join(founder, "Ines Falk", "ADMINISTRATOR");
        Browser examiner = join(founder, "Edwin Hale", "EXAMINER");
        desk.coolOff(founder, second, examiner);

        for (int i = 0; i < 8; i++) {
            String proposal = recovery(founder, examiner);

            List<Integer> answers = atOnce(
                    () -> agree(second, proposal).status(),
                    () -> refuse(founder, proposal).status());

            boolean agreed = answers.getFirst() == 200;
            assertThat(answers).isEqualTo(agreed ? List.of(200, 409) : List.of(409, 204));
            assertThat(told(second, proposal).get("state").asString()).isEqualTo(agreed ? "AGREED" : "WITHDRAWN");
        }
    }

    private static List<Integer> atOnce(Callable<Integer> one, Callable<Integer> other) throws Exception {
        CyclicBarrier begin = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> answers = List.of(one, other).stream()
                    .map(call -> threads.submit(() -> {
                        begin.await(1, TimeUnit.MINUTES);
                        return call.call();
                    }))
                    .toList();
            return List.of(answers.getFirst().get(), answers.getLast().get());
        }
    }

    @Test
    void an_agreement_of_somebody_who_lost_the_role_meanwhile_counts_for_nothing() {
        Browser founder = founder();
        Browser second = join(founder, "Ines Falk", "ADMINISTRATOR");
        Browser third = join(founder, "Olaf Falk", "ADMINISTRATOR");
        Browser examiner = join(founder, "Edwin Hale", "EXAMINER");
        desk.coolOff(founder, second, third, examiner);
        String recovery = recovery(founder, examiner);
        SignedIn letIn = new SignedIn(
                new Member(agencyOf(founder), AccountId.of(Desk.idOf(second))), Set.of(Role.ADMINISTRATOR));
        agree(third, demotion(founder, second)).expect(200);

        assertThatThrownBy(() -> desk.server().running().part(Proposals.class).agree(letIn, UUID.fromString(recovery)))
                .isInstanceOf(Refusal.NotAllowed.class)
                .hasMessageContaining("meanwhile; nothing was done");

        assertThat(told(founder, recovery).get("state").asString()).isEqualTo("OPEN");
        String seconds = recovery(third, second);
        agree(third, recovery).expect(200);
        agree(founder, seconds).expect(200);
    }

    private AgencyId agencyOf(Browser browser) {
        byte[] pointer = Base64.getUrlDecoder()
                .decode(desk.makeKey(browser, "read").text("key").substring(4));
        return desk.server()
                .running()
                .part(SealedPointers.class)
                .open(Purpose.API_KEY, pointer)
                .map(Pointed::agency)
                .orElseThrow();
    }

    @Test
    void a_proposer_who_leads_no_longer_has_proposed_nothing() {
        Browser founder = founder();
        Browser second = join(founder, "Ines Falk", "ADMINISTRATOR");
        Browser third = join(founder, "Olaf Falk", "ADMINISTRATOR");
        Browser examiner = join(founder, "Edwin Hale", "EXAMINER");
        desk.coolOff(founder, second, third, examiner);
        String recovery = recovery(third, examiner);
        agree(second, demotion(founder, third)).expect(200);

        assertThat(agree(second, recovery).expect(409).text("detail")).contains("does not lead any more");
        JsonNode told = told(second, recovery);
        assertThat(told.get("proposerLeads").asBoolean()).isFalse();
        assertThat(told.has("alone")).isFalse();
        refuse(second, recovery).expect(204);
    }

    @Test
    void whoever_was_recovered_by_two_counts_as_one_with_both_for_three_days() {
        Browser founder = founder();
        Browser second = join(founder, "Ines Falk", "ADMINISTRATOR");
        Browser third = join(founder, "Olaf Falk", "ADMINISTRATOR");
        Browser examiner = join(founder, "Edwin Hale", "EXAMINER");
        desk.coolOff(founder, second, third, examiner);
        Browser found = desk.stranger()
                .accept(agree(second, recovery(founder, third)).expect(200).json());
        String proposal = recovery(found, examiner);

        countsAsOne(agree(founder, proposal));
        countsAsOne(agree(second, proposal));
        desk.coolOff(founder);
        agree(founder, proposal).expect(200);
    }

    @Test
    void whoever_let_somebody_in_counts_as_one_with_them_although_others_make_them_lead() {
        Browser founder = founder();
        Browser second = join(founder, "Ines Falk", "ADMINISTRATOR");
        Browser third = join(founder, "Olaf Falk", "ADMINISTRATOR");
        Browser reviewer = join(founder, "Rosa Lindt", "REVIEWER");
        Browser examiner = join(founder, "Edwin Hale", "EXAMINER");
        desk.coolOff(founder, second, third, reviewer, examiner);
        Browser invited = join(founder, "Puppet", "EXAMINER");
        Browser recovered = desk.stranger()
                .accept(agree(founder, recovery(second, reviewer)).expect(200).json());
        agree(third, promotion(second, invited)).expect(200);
        agree(second, promotion(third, recovered)).expect(200);
        invited.signIn().expect(200);
        recovered.signIn().expect(200);

        String proposal = recovery(founder, examiner);

        countsAsOne(agree(invited, proposal));
        countsAsOne(agree(recovered, proposal));
        desk.coolOff(invited);
        agree(invited, proposal).expect(200);
    }

    @Test
    void open_proposals_are_told_before_those_that_were_made_later_and_taken_back() {
        Browser founder = founder();
        Browser examiner = join(founder, "Edwin Hale", "EXAMINER");
        Browser reviewer = join(founder, "Rosa Lindt", "REVIEWER");
        String open = recovery(founder, examiner);
        refuse(founder, recovery(founder, reviewer)).expect(204);

        JsonNode items = founder.get("/proposals?limit=1").expect(200).json().get("items");

        assertThat(items.get(0).get("id").asString()).isEqualTo(open);
    }

    @Test
    void not_more_than_twenty_proposals_are_open() {
        Browser founder = founder();
        later(Duration.ofHours(25), founder);
        for (int i = 0; i < 20; i++) invite(founder, "Puppet " + i, "ADMINISTRATOR");

        Answer more =
                founder.post("/accounts/invitations", Map.of("name", "One more", "roles", List.of("ADMINISTRATOR")));

        assertThat(more.expect(409).text("detail")).contains("20 proposals are open");
    }

    @Test
    void a_proposal_that_there_is_not_is_not_found() {
        Browser founder = founder();
        for (String id : List.of(UUID.randomUUID().toString(), "nonsense", "x".repeat(2_000), "%E2%80%AE")) {
            agree(founder, id).expect(404);
            refuse(founder, id).expect(404);
        }
    }

    @Test
    void a_clock_that_jumps_brings_nothing_into_force_and_a_restart_loses_nothing(@TempDir Path folder)
            throws Exception {
        try (Desk again = Desk.open(folder)) {
            String text = again.operator().get("/policy").expect(200).text("text") + "# another\n";
            again.server().restartGuarded();
            Browser operator = signedIn(again, again.operator());
            String proposal = operator.raw("PUT", "/policy", "text/yaml", text.getBytes(StandardCharsets.UTF_8))
                    .expect(200)
                    .text("proposal");

            again.clock().set(Duration.ofDays(4));

            assertThat(agree(operator, proposal).expect(409).text("detail")).contains("Nobody else can agree");
            assertThat(operator.get("/policy").text("text")).doesNotContain("# another");
            again.server().restartGuarded();
            operator = signedIn(again, operator);
            assertThat(told(operator, proposal).get("state").asString()).isEqualTo("OPEN");
            agree(operator, proposal).expect(200);
            assertThat(operator.get("/policy").text("text")).isEqualTo(text);
        }
    }

    private static Browser signedIn(Desk desk, Browser browser) {
        Browser again = new Browser(desk.origin(), browser.passkeys().movedTo(desk.origin()));
        again.signIn().expect(200);
        return again;
    }
}
