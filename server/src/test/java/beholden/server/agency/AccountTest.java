package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestAgency;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountTest {
    private static final Map<String, String> WHY = Map.of("reason", "left the service");

    private Desk desk;
    private TestAgency other;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        desk = Desk.open(folder);
        other = desk.agency("Southfen Police");
    }

    @AfterAll
    void close() throws Exception {
        if (desk != null) desk.close();
    }

    private Browser examiner(String name) {
        return desk.join(desk.administrator(), name, "EXAMINER");
    }

    @Test
    void a_suspended_account_is_out_at_once() {
        Browser suspended = examiner("Otto Brandt");
        String id = Desk.idOf(suspended);
        suspended.get("/passkeys").expect(200);

        Answer answer =
                desk.administrator().post("/accounts/" + id + "/suspend", WHY).expect(200);

        assertThat(answer.text("state")).isEqualTo("SUSPENDED");
        suspended.get("/passkeys").expect(401);
        suspended.signIn().expect(401);
    }

    @Test
    void a_reinstated_account_signs_in_again() {
        Browser suspended = examiner("Otto Brandt");
        String id = Desk.idOf(suspended);
        desk.administrator().post("/accounts/" + id + "/suspend", WHY).expect(200);

        desk.administrator().post("/accounts/" + id + "/reinstate", WHY).expect(200);

        suspended.get("/passkeys").expect(401);
        suspended.signIn().expect(200);
        suspended.get("/passkeys").expect(200);
    }

    @Test
    void another_role_holds_from_the_next_request_on() {
        Browser changed = examiner("Otto Brandt");
        changed.get("/accounts").expect(403);

        desk.administrator()
                .put("/accounts/" + Desk.idOf(changed) + "/roles", Map.of("roles", List.of("AUDITOR")))
                .expect(200);

        changed.get("/accounts").expect(200);
    }

    @Test
    void nobody_changes_his_own_account() {
        String own = "/accounts/" + Desk.idOf(desk.administrator());

        desk.administrator().post(own + "/suspend", WHY).expect(409);
        desk.administrator()
                .put(own + "/roles", Map.of("roles", List.of("ADMINISTRATOR", "EXAMINER")))
                .expect(409);
        desk.administrator().post(own + "/recovery").expect(409);
    }

    @Test
    void only_administrators_change_accounts() {
        String id = Desk.idOf(desk.reviewer());

        for (Browser browser : List.of(desk.examiner(), desk.reviewer(), desk.auditor())) {
            browser.post("/accounts/" + id + "/suspend", WHY).expect(403);
            browser.post("/accounts/invitations", Map.of("name", "Eve", "roles", List.of("EXAMINER")))
                    .expect(403);
            browser.post("/agencies", Map.of("name", "Eve", "contact", "", "administratorName", "Eve"))
                    .expect(403);
        }
        desk.auditor().get("/accounts").expect(200);
        desk.examiner().get("/accounts").expect(403);
    }

    @Test
    void a_training_is_shown_with_the_day_it_ends() {
        Browser trained = examiner("Otto Brandt");
        LocalDate today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);

        Answer answer = desk.administrator()
                .post(
                        "/accounts/" + Desk.idOf(trained) + "/trainings",
                        Map.of(
                                "course", "Bias and error",
                                "on", today.toString(),
                                "until", today.plusYears(2).toString()))
                .expect(201);

        assertThat(answer.json().get("training").size()).isEqualTo(2);
        assertThat(answer.text("trainedUntil")).isEqualTo(today.plusYears(2).toString());
        assertThat(trained.get("/session").text("account.trainedUntil"))
                .isEqualTo(today.plusYears(2).toString());
    }

    @Test
    void a_training_of_tomorrow_or_for_ever_is_refused() {
        String trainings = "/accounts/" + Desk.idOf(desk.examiner()) + "/trainings";
        LocalDate today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);

        for (List<LocalDate> days : List.of(
                List.of(today.plusDays(2), today.plusYears(1)),
                List.of(today, today.minusDays(1)),
                List.of(today, today.plusYears(6)))) {
            desk.administrator()
                    .post(
                            trainings,
                            Map.of(
                                    "course", "Facial examination",
                                    "on", days.getFirst().toString(),
                                    "until", days.getLast().toString()))
                    .expect(400);
        }
        desk.administrator()
                .post(trainings, Map.of("course", "Facial examination"))
                .expect(400);
    }

    @Test
    void an_agency_sees_its_own_accounts_alone() {
        JsonNode accounts =
                desk.administrator().get("/accounts?limit=200").expect(200).json();

        List<String> ids = new ArrayList<>();
        accounts.get("items").forEach(item -> ids.add(item.get("id").asString()));
        assertThat(ids)
                .contains(Desk.idOf(desk.examiner()))
                .doesNotContain(Desk.idOf(other.examiner()), Desk.idOf(desk.operator()));
    }

    @Test
    void an_agency_cannot_see_another_s_account() {
        String foreign = Desk.idOf(other.examiner());
        String absent = UUID.randomUUID().toString();
        LocalDate today = LocalDate.ofInstant(desk.clock().instant(), ZoneOffset.UTC);
        Map<String, Object> training = Map.of(
                "course",
                "Facial examination",
                "on",
                today.toString(),
                "until",
                today.plusYears(1).toString());

        for (Browser browser : List.of(desk.administrator(), desk.operator())) {
            for (String what : List.of("suspend", "reinstate", "recovery")) {
                same(
                        foreign,
                        absent,
                        browser.post("/accounts/" + foreign + "/" + what, WHY),
                        browser.post("/accounts/" + absent + "/" + what, WHY),
                        browser.post("/accounts/nonsense/" + what, WHY));
            }
        }
        Browser browser = desk.administrator();
        same(
                foreign,
                absent,
                browser.post("/accounts/" + foreign + "/trainings", training),
                browser.post("/accounts/" + absent + "/trainings", training),
                browser.post("/accounts/nonsense/trainings", training));
        Map<String, Object> roles = Map.of("roles", List.of("AUDITOR"));
        same(
                foreign,
                absent,
                browser.put("/accounts/" + foreign + "/roles", roles),
                browser.put("/accounts/" + absent + "/roles", roles),
                browser.put("/accounts/nonsense/roles", roles));
        other.examiner().get("/passkeys").expect(200);
    }

    private static void same(String foreign, String absent, Answer one, Answer two, Answer three) {
        assertThat(List.of(one, two, three)).extracting(Answer::status).containsOnly(404);
        assertThat(one.text().replace(foreign, "ID"))
                .isEqualTo(two.text().replace(absent, "ID"))
                .isEqualTo(three.text().replace("nonsense", "ID"));
    }

    @Test
    void all_that_was_recorded_is_there_after_a_restart(@TempDir Path folder) throws Exception {
        try (Desk again = Desk.open(folder)) {
            String before = again.administrator().get("/accounts").text();

            again.server().restart();

            Browser browser =
                    new Browser(again.origin(), again.administrator().passkeys().movedTo(again.origin()));
            browser.signIn().expect(200);
            assertThat(browser.get("/accounts").text()).isEqualTo(before);
        }
    }
}
