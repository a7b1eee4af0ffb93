package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationTest {
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
        desk.operator().signIn().expect(200);
    }

    private JsonNode invite(String name, String... roles) {
        return desk.administrator()
                .post("/accounts/invitations", Map.of("name", name, "roles", List.of(roles)))
                .expect(201)
                .json();
    }

    private static String token(JsonNode ticket) {
        return Browser.tokenOf(ticket.get("link").asString());
    }

    private static Map<String, String> acceptance(JsonNode ticket) {
        return Map.of("token", token(ticket), "code", ticket.get("code").asString());
    }

    private static Map<String, String> wrongly(JsonNode ticket) {
        String code = ticket.get("code").asString();
        return Map.of("token", token(ticket), "code", code.startsWith("0") ? "1" + code.substring(1) : "000000");
    }

    @Test
    void an_invitation_says_to_whom_it_is_and_of_whom() {
        JsonNode ticket = invite("Jonas Weir", "EXAMINER", "REVIEWER");

        Answer seen = desk.stranger()
                .post("/invitations/look", Map.of("token", token(ticket)))
                .expect(200);

        assertThat(seen.text("agencyName")).isEqualTo("Northmoor Constabulary");
        assertThat(seen.text("accountName")).isEqualTo("Jonas Weir");
        assertThat(seen.json().get("roles").size()).isEqualTo(2);
        assertThat(ticket.get("link").asString()).startsWith(desk.origin() + "/#/invitation/");
        assertThat(ticket.get("code").asString()).matches("[0-9]{6}");
    }

    @Test
    void an_invitation_opens_once() {
        JsonNode ticket = invite("Petra Lunt", "EXAMINER");
        desk.stranger().post("/invitations/accept", acceptance(ticket)).expect(204);

        Answer again = desk.stranger().post("/invitations/accept", acceptance(ticket));

        assertThat(again.status()).isEqualTo(404);
        assertThat(desk.stranger()
                        .post("/invitations/look", Map.of("token", token(ticket)))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_wrong_code_five_times_ends_it() {
        JsonNode ticket = invite("Igor Vance", "EXAMINER");

        for (int left = 4; left >= 0; left--) {
            Answer wrong =
                    desk.stranger().post("/invitations/accept", wrongly(ticket)).expect(403);
            assertThat(wrong.text("type")).isEqualTo("urn:beholden:wrong-code");
            assertThat(wrong.json().get("triesLeft").asInt()).isEqualTo(left);
        }

        desk.stranger().post("/invitations/accept", acceptance(ticket)).expect(404);
        desk.stranger()
                .post("/invitations/look", Map.of("token", token(ticket)))
                .expect(404);
    }

    @Test
    void the_operator_invites_a_first_administrator_again_who_came_too_late() {
        JsonNode first = desk.operator()
                .post("/agencies", Map.of("name", "Southmoor", "administratorName", "Ida Reeve"))
                .expect(201)
                .json();
        Map<String, String> lapsed = Map.of("token", token(first));
        desk.stranger().post("/agencies/invitations", lapsed).expect(401);
        desk.administrator().post("/agencies/invitations", lapsed).expect(403);

        JsonNode second = desk.operator()
                .post("/agencies/invitations", lapsed)
                .expect(201)
                .json();
        desk.stranger().post("/invitations/accept", acceptance(first)).expect(404);
        // who uses the invitation and makes no passkey is invited again as well
        desk.stranger().post("/invitations/accept", acceptance(second)).expect(204);
        JsonNode third = desk.operator()
                .post("/agencies/invitations", lapsed)
                .expect(201)
                .json();
        Browser administrator = desk.stranger().accept(third);

        administrator.get("/accounts").expect(200);
        desk.operator().post("/agencies/invitations", lapsed).expect(409);
        desk.operator()
                .post("/agencies/invitations", Map.of("token", token(invite("Nadia Frost", "EXAMINER"))))
                .expect(409);
        desk.operator().post("/agencies/invitations", Map.of("token", "none")).expect(409);
    }

    @Test
    void a_wrong_code_four_times_does_not() {
        JsonNode ticket = invite("Oskar Blom", "EXAMINER");

        for (int i = 0; i < 4; i++)
            desk.stranger().post("/invitations/accept", wrongly(ticket)).expect(403);

        desk.stranger().post("/invitations/accept", acceptance(ticket)).expect(204);
    }

    @Test
    void after_24_hours_it_is_gone() {
        JsonNode ticket = invite("Tilda Hearn", "EXAMINER");

        desk.clock().putForward(Duration.ofHours(24));

        desk.stranger()
                .post("/invitations/look", Map.of("token", token(ticket)))
                .expect(404);
        desk.stranger().post("/invitations/accept", acceptance(ticket)).expect(404);
    }

    @Test
    void a_made_up_link_answers_like_an_old_one() {
        JsonNode ticket = invite("Ugo Ferri", "EXAMINER");
        desk.stranger().post("/invitations/accept", acceptance(ticket)).expect(204);

        Answer old = desk.stranger().post("/invitations/look", Map.of("token", token(ticket)));
        Answer madeUp = desk.stranger().post("/invitations/look", Map.of("token", "A".repeat(64)));
        Answer none = desk.stranger().post("/invitations/look", Map.of("token", "no token at all!"));

        assertThat(madeUp.status()).isEqualTo(404).isEqualTo(old.status());
        assertThat(madeUp.text()).isEqualTo(old.text()).isEqualTo(none.text());
    }

    @Test
    void whoever_accepted_may_do_nothing_but_register_a_passkey_and_then_signs_in() {
        Browser browser = desk.stranger();
        browser.post("/invitations/accept", acceptance(invite("Wanda Pike", "AUDITOR")))
                .expect(204);

        assertThat(browser.get("/session").json().get("registering").asBoolean())
                .isTrue();
        browser.get("/accounts").expect(403);
        browser.get("/passkeys").expect(403);
        browser.post("/api-keys", Map.of()).expect(403);
        browser.register().expect(200);
        browser.get("/accounts").expect(401);
        browser.register().expect(401);
        browser.signIn().expect(200);
        browser.get("/accounts").expect(200);
    }

    @Test
    void a_passkey_without_the_operator_s_say_makes_no_agency() {
        desk.administrator()
                .post("/agencies", Map.of("name", "Mine", "contact", "", "administratorName", "Me"))
                .expect(403);
    }

    @Test
    void roles_that_do_not_go_together_are_refused() {
        Answer operator = desk.administrator()
                .post("/accounts/invitations", Map.of("name", "Jonas Weir", "roles", List.of("OPERATOR")));
        Answer none =
                desk.administrator().post("/accounts/invitations", Map.of("name", "Jonas Weir", "roles", List.of()));
        Answer unknown = desk.administrator()
                .post("/accounts/invitations", Map.of("name", "Jonas Weir", "roles", List.of("EMPEROR")));
        Answer examiner = desk.operator()
                .post("/accounts/invitations", Map.of("name", "Jonas Weir", "roles", List.of("EXAMINER")));

        assertThat(List.of(operator, none, unknown, examiner))
                .extracting(Answer::status)
                .containsOnly(400);
        assertThat(unknown.text("detail")).startsWith("roles.0:");
    }

    @Test
    void a_name_is_one_line_of_plain_text() {
        for (String name : List.of("", "   ", "a\nb", "a\u0000", "a\u202eb", "x".repeat(101))) {
            desk.administrator()
                    .post("/accounts/invitations", Map.of("name", name, "roles", List.of("EXAMINER")))
                    .expect(400);
        }
    }

    @Test
    void a_name_that_passes_for_another_is_refused() {
        String taken = invite("Sasha Ochre", "EXAMINER").get("link").asString();
        for (String name : List.of("Sasha Ochre", "SASHA  OCHRE", "Sasha 0chre")) {
            desk.administrator()
                    .post("/accounts/invitations", Map.of("name", name, "roles", List.of("EXAMINER")))
                    .expect(409);
        }
        for (String name : List.of("S\u0430sha Ochre", "Sasha\u3164Ochre")) {
            desk.administrator()
                    .post("/accounts/invitations", Map.of("name", name, "roles", List.of("EXAMINER")))
                    .expect(400);
        }
        JsonNode other = invite("Somebody Else", "EXAMINER");
        Map<String, String> accepting = new HashMap<>(acceptance(other));
        accepting.put("name", "Sasha Ochre");
        desk.stranger().post("/invitations/accept", accepting).expect(409);

        desk.stranger().accept(other);
        desk.stranger()
                .post("/invitations/look", Map.of("token", Browser.tokenOf(taken)))
                .expect(200);
    }

    @Test
    void the_first_operator_is_invited_once() {
        OperatorInvitation invitation = desk.server().running().part(OperatorInvitation.class);

        assertThat(invitation.hasOperator()).isTrue();
        assertThatThrownBy(invitation::first)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("recovery");
        Browser second = desk.stranger();
        Ticket ticket = invitation.recovery();
        second.post(
                        "/invitations/accept",
                        Map.of("token", Browser.tokenOf(ticket.link().toString()), "code", ticket.code()))
                .expect(204);
        second.register().expect(200);
        second.signIn().expect(200);
        assertThat(second.get("/session").json().get("operator").asBoolean()).isTrue();
    }
}
