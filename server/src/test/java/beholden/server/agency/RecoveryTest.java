package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Browser;
import beholden.server.Desk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecoveryTest {
    private Desk desk;
    private Browser second;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        desk = Desk.open(folder);
        second = desk.join(desk.administrator(), "Ines Falk", "ADMINISTRATOR");
        desk.coolOff();
    }

    @AfterAll
    void close() throws Exception {
        if (desk != null) desk.close();
    }

    @BeforeEach
    void signInAgain() {
        desk.administrator().signIn().expect(200);
        second.signIn().expect(200);
    }

    private Browser examiner() {
        return desk.join(desk.administrator(), "Otto Brandt", "EXAMINER");
    }

    @Test
    void two_administrators_recover_an_account() {
        Browser lost = desk.join(desk.administrator(), "Petra Lunt", "EXAMINER");
        String id = Desk.idOf(lost);
        String code = lost.post("/recovery-codes").expect(201).text("code");
        String key = desk.makeKey(lost, "read").text("key");

        String recovery = "/accounts/" + id + "/recovery";
        String proposal = desk.administrator().post(recovery).expect(200).text("proposal");
        desk.administrator().post(recovery).expect(409);
        desk.administrator().post("/proposals/" + proposal + "/agree").expect(409);
        JsonNode ticket =
                second.post("/proposals/" + proposal + "/agree").expect(200).json();

        Browser found = desk.stranger().accept(ticket);
        assertThat(Desk.idOf(found)).isEqualTo(id);
        assertThat(found.get("/session").text("account.name")).isEqualTo("Petra Lunt");
        lost.get("/passkeys").expect(401);
        lost.signIn().expect(401);
        // whoever had them may have been somebody else
        desk.stranger().header("Authorization", "Bearer " + key).get("/cases").expect(401);
        int status = desk.stranger().post("/recovery", Map.of("code", code)).status();
        assertThat(status)
                .isEqualTo(desk.stranger()
                        .post("/recovery", Map.of("code", (code.startsWith("A") ? "B" : "A") + code.substring(1)))
                        .status())
                .isNotEqualTo(204);
    }

    @Test
    void the_second_one_comes_within_ten_days() {
        String id = Desk.idOf(examiner());
        String proposal = desk.administrator()
                .post("/accounts/" + id + "/recovery")
                .expect(200)
                .text("proposal");

        desk.clock().putForward(Duration.ofDays(10));
        signInAgain();

        assertThat(second.post("/proposals/" + proposal + "/agree").expect(409).text("detail"))
                .contains("not open any more");
        assertThat(second.get("/proposals").text()).contains("LAPSED");
    }

    @Test
    void whoever_would_be_recovered_refuses_it() {
        Browser examiner = examiner();
        String proposal = desk.administrator()
                .post("/accounts/" + Desk.idOf(examiner) + "/recovery")
                .expect(200)
                .text("proposal");
        desk.auditor().signIn().expect(200);
        desk.auditor().post("/proposals/" + proposal + "/refuse").expect(403);

        examiner.post("/proposals/" + proposal + "/refuse").expect(204);

        second.post("/proposals/" + proposal + "/agree").expect(409);
    }

    @Test
    void a_printed_code_lets_in_once() {
        Browser lost = examiner();
        String id = Desk.idOf(lost);
        String code = lost.post("/recovery-codes").expect(201).text("code");
        assertThat(code).matches("([A-Z2-7]{7}-){10}[A-Z2-7]{7}");

        Browser found = desk.stranger();
        found.post("/recovery", Map.of("code", code.toLowerCase(Locale.ROOT).replace('-', ' ')))
                .expect(204);
        found.register().expect(200);
        found.signIn().expect(200);

        assertThat(Desk.idOf(found)).isEqualTo(id);
        lost.signIn().expect(401);
        desk.stranger().post("/recovery", Map.of("code", code)).expect(404);
    }

    @Test
    void a_new_code_takes_the_place_of_the_one_before() {
        Browser examiner = examiner();
        String first = examiner.post("/recovery-codes").expect(201).text("code");
        String next = examiner.post("/recovery-codes").expect(201).text("code");

        desk.stranger().post("/recovery", Map.of("code", first)).expect(404);
        desk.stranger().post("/recovery", Map.of("code", next)).expect(204);
    }

    @Test
    void a_code_of_a_suspended_account_answers_like_none() {
        Browser examiner = examiner();
        String code = examiner.post("/recovery-codes").expect(201).text("code");
        desk.administrator()
                .post("/accounts/" + Desk.idOf(examiner) + "/suspend", Map.of("reason", "left the service"))
                .expect(200);

        String suspended = desk.stranger()
                .post("/recovery", Map.of("code", code))
                .expect(404)
                .text();
        String none = desk.stranger()
                .post("/recovery", Map.of("code", "no code"))
                .expect(404)
                .text();

        assertThat(suspended).isEqualTo(none);
    }

    @Test
    void one_more_passkey_signs_in_too_and_is_removed_again() {
        Browser examiner = examiner();
        Browser phone = desk.stranger();
        JsonNode options =
                examiner.post("//webauthn/register/options").expect(200).json();
        examiner.post("//webauthn/register", phone.passkeys().create(options, "Phone"))
                .expect(200);
        phone.signIn().expect(200);

        JsonNode passkeys = examiner.get("/passkeys").expect(200).json().get("items");

        assertThat(passkeys.size()).isEqualTo(2);
        assertThat(passkeys.get(1).get("label").asString()).isEqualTo("Phone");
        examiner.delete("/passkeys/2").expect(204);
        phone.get("/passkeys").expect(401);
        phone.signIn().expect(401);
        examiner.delete("/passkeys/2").expect(404);
        examiner.delete("/passkeys/1").expect(409);
        examiner.signIn().expect(200);
    }
}
