package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyTest {
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
        desk.examiner().signIn().expect(200);
        desk.auditor().signIn().expect(200);
    }

    private Answer make(Browser browser, Duration valid, String... scopes) {
        return browser.post(
                "/api-keys",
                Map.of(
                        "name", "Case system",
                        "scopes", List.of(scopes),
                        "expires", desk.clock().instant().plus(valid).toString()));
    }

    private Browser machine(Answer made) {
        return desk.stranger().header("Authorization", "Bearer " + made.text("key"));
    }

    @Test
    void a_key_is_shown_once_and_reads() {
        Answer made = make(desk.auditor(), Duration.ofDays(30), "read").expect(201);

        assertThat(made.text("key")).startsWith("bhk_");
        assertThat(desk.auditor().get("/api-keys").expect(200).text())
                .contains("Case system")
                .doesNotContain("bhk_");
        machine(made).get("/accounts").expect(200);
    }

    @Test
    void a_key_does_no_more_than_it_says() {
        Browser reads =
                machine(make(desk.administrator(), Duration.ofDays(30), "read").expect(201));

        reads.get("/accounts").expect(200);
        reads.post("/accounts/invitations", Map.of("name", "Eve", "roles", List.of("EXAMINER")))
                .expect(403);
        reads.post("/api-keys", Map.of()).expect(403);
        reads.delete("/api-keys/x").expect(403);
        reads.post("//webauthn/register/options").expect(403);
        make(desk.auditor(), Duration.ofDays(30), "search").expect(400);
        make(desk.auditor(), Duration.ofDays(30), "everything").expect(400);
    }

    @Test
    void a_key_expires() {
        Browser machine =
                machine(make(desk.auditor(), Duration.ofDays(1), "read").expect(201));

        desk.clock().putForward(Duration.ofDays(1));

        machine.get("/accounts").expect(401);
        desk.auditor().signIn().expect(200);
        make(desk.auditor(), Duration.ofDays(400), "read").expect(400);
        make(desk.auditor(), Duration.ofDays(-1), "read").expect(400);
    }

    @Test
    void a_removed_key_and_a_made_up_one_answer_alike() {
        Answer made = make(desk.auditor(), Duration.ofDays(30), "read").expect(201);
        Browser machine = machine(made);
        desk.examiner().delete("/api-keys/" + made.text("id")).expect(404);

        desk.administrator().delete("/api-keys/" + made.text("id")).expect(204);

        Answer removed = machine.get("/accounts").expect(401);
        Answer madeUp = desk.stranger()
                .header("Authorization", "Bearer bhk_" + "A".repeat(64))
                .get("/accounts")
                .expect(401);
        Answer noKey = desk.stranger()
                .header("Authorization", "Bearer bhk_!")
                .get("/accounts")
                .expect(401);
        assertThat(removed.text()).isEqualTo(madeUp.text()).isEqualTo(noKey.text());
    }

    @Test
    void a_key_ends_with_its_account() {
        Browser auditor = desk.join(desk.administrator(), "Otto Brandt", "AUDITOR");
        Browser machine = machine(make(auditor, Duration.ofDays(30), "read").expect(201));
        machine.get("/accounts").expect(200);

        desk.administrator()
                .post("/accounts/" + Desk.idOf(auditor) + "/suspend", Map.of("reason", "left the service"))
                .expect(200);

        machine.get("/accounts").expect(401);
    }
}
