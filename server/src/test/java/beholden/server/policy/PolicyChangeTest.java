package beholden.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ground.DurableFile;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestServer;
import beholden.server.agency.OperatorInvitation;
import beholden.server.agency.Ticket;
import beholden.server.events.AgencyBooks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

class PolicyChangeTest {

    private static Answer put(Browser browser, String text) {
        return browser.raw("PUT", "/policy", "text/yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    /// Has an operator propose a policy, and another one agree.
    private static void change(Desk desk, Browser another, String text) {
        String proposal = put(desk.operator(), text).expect(200).text("proposal");
        another.post("/proposals/" + proposal + "/agree").expect(200);
    }

    private static String recorded(TestServer server) {
        return server.running()
                .part(AgencyBooks.class)
                .of(server.installation().operator())
                .fold(PolicyHistory.class)
                .latest()
                .orElseThrow()
                .text();
    }

    @Test
    void an_operator_changes_the_policy_which_is_recorded_and_survives_a_restart(@TempDir Path folder)
            throws Exception {
        try (Desk desk = Desk.open(folder)) {
            assertThat(recorded(desk.server())).isEqualTo(Policies.defaultText());
            String was = desk.examiner().get("/policy").text("version");
            String text = Policies.refusingWhen("case.sensitive.size() > 1");

            change(desk, desk.anotherOperator(), text);

            assertThat(desk.operator().get("/policy").text("version")).isNotEqualTo(was);
            assertThat(desk.examiner().get("/policy").text("text")).isEqualTo(text);
            assertThat(desk.examiner()
                            .get("/case-choices")
                            .json()
                            .get("offences")
                            .size())
                    .isEqualTo(1);
            assertThat(recorded(desk.server())).isEqualTo(text);

            desk.server().restart();

            assertThat(recorded(desk.server())).isEqualTo(text);
            assertThat(desk.server().running().part(PolicyInForce.class).now().text())
                    .isEqualTo(text);
        }
    }

    @Test
    void a_policy_with_a_fault_changes_nothing(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            Answer answer = put(desk.operator(), Policies.refusingWhen("case.color == 'red'"))
                    .expect(400);
            Answer large = put(desk.operator(), "#".repeat(40_000)).expect(400);
            Answer binary = desk.operator().raw("PUT", "/policy", "text/yaml", new byte[] {(byte) 0xff, 0});

            assertThat(answer.text("detail")).contains("line 12", "rule only", "column", "case.color");
            assertThat(large.text("detail")).contains("32,768");
            assertThat(binary.expect(400).text("detail")).contains("UTF-8");
            assertThat(desk.operator().get("/policy").text("text")).isEqualTo(Policies.defaultText());
            assertThat(folder.resolve(PolicyInForce.FILE)).doesNotExist();
        }
    }

    @Test
    void nobody_but_an_operator_with_a_fresh_touch_changes_the_policy(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            String text = Policies.refusingWhen("false");
            put(desk.administrator(), text).expect(403);
            put(desk.examiner(), text).expect(403);
            put(desk.stranger(), text).expect(401);

            desk.clock().putForward(Duration.ofMinutes(6));
            Answer stale = put(desk.operator(), text).expect(403);
            desk.operator().signIn().expect(200);

            assertThat(stale.text("type")).isEqualTo("urn:beholden:touch-needed");
            put(desk.operator(), text).expect(200);
        }
    }

    @Test
    void a_policy_written_into_the_file_is_recorded_and_a_broken_one_stops_the_start(@TempDir Path folder)
            throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            String text = Policies.refusingWhen("true");
            Files.writeString(folder.resolve(PolicyInForce.FILE), text);
            server.restart();
            assertThat(recorded(server)).isEqualTo(text);

            Files.writeString(folder.resolve(PolicyInForce.FILE), text.replace("true", "case.colour"));

            assertThatThrownBy(server::restart)
                    .hasStackTraceContaining("policy line 12")
                    .hasStackTraceContaining("mend");
        }
    }

    private static String inForce(TestServer server) {
        return server.running().part(PolicyInForce.class).now().text();
    }

    @Test
    void the_log_decides_where_a_full_disk_kept_the_file_from_being_written(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            Path file = folder.resolve(PolicyInForce.FILE);
            Path blocked = folder.resolve(PolicyInForce.FILE + DurableFile.UNFINISHED);
            String first = Policies.refusingWhen("case.sensitive.size() > 1");
            String second = Policies.refusingWhen("case.sensitive.size() > 2");
            Browser another = desk.anotherOperator();
            change(desk, another, first);
            assertThat(desk.examiner().get("/policy").text("text")).isEqualTo(first);
            Files.createDirectories(blocked.resolve("in the way"));

            change(desk, another, second);

            assertThat(desk.examiner().get("/policy").text("text")).isEqualTo(second);
            assertThat(Files.readString(file)).isEqualTo(first);
            desk.server().restart();
            assertThat(inForce(desk.server())).isEqualTo(second);
            assertThat(recorded(desk.server())).isEqualTo(second);
            assertThat(Files.readString(file)).isEqualTo(first);

            desk.server().restartAfter((_, _) -> FileSystemUtils.deleteRecursively(blocked));

            assertThat(inForce(desk.server())).isEqualTo(second);
            assertThat(Files.readString(file)).isEqualTo(second);
        }
    }

    @Test
    void a_file_that_is_gone_or_holds_an_earlier_policy_is_written_anew(@TempDir Path folder) throws Exception {
        try (Desk desk = Desk.open(folder)) {
            Path file = folder.resolve(PolicyInForce.FILE);
            String first = Policies.refusingWhen("case.sensitive.size() > 1");
            String second = Policies.refusingWhen("case.sensitive.size() > 2");
            Browser another = desk.anotherOperator();
            change(desk, another, first);
            change(desk, another, second);

            for (String earlier : List.of(first, Policies.defaultText())) {
                desk.server().restartAfter((_, _) -> Files.writeString(file, earlier));

                assertThat(inForce(desk.server())).isEqualTo(second);
                assertThat(Files.readString(file)).isEqualTo(second);
            }
            desk.server().restartAfter((_, _) -> Files.delete(file));
            assertThat(inForce(desk.server())).isEqualTo(second);
            assertThat(Files.readString(file)).isEqualTo(second);

            String byHand = first + "# again, on purpose\n";
            desk.server().restartAfter((_, _) -> Files.writeString(file, byHand));
            assertThat(inForce(desk.server())).isEqualTo(byHand);
            assertThat(recorded(desk.server())).isEqualTo(byHand);
        }
    }

    @Test
    void a_first_policy_is_put_in_at_once_and_later_ones_take_two_operators_or_time(@TempDir Path folder)
            throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Ticket ticket = server.running().part(OperatorInvitation.class).first();
            Browser operator = new Browser(server.origin())
                    .accept(JsonMapper.shared()
                            .valueToTree(Map.of("link", ticket.link().toString(), "code", ticket.code())));
            String first = Policies.refusingWhen("case.sensitive.size() > 1");
            String second = Policies.refusingWhen("case.sensitive.size() > 2");
            put(operator, first).expect(200);
            assertThat(inForce(server)).isEqualTo(first);
            operator.post("/agencies", Map.of("name", "Northmoor", "administratorName", "Ada Marsh"))
                    .expect(201);

            String proposal = put(operator, second).expect(200).text("proposal");

            String agree = "/proposals/" + proposal + "/agree";
            assertThat(operator.post(agree).expect(409).text("detail")).contains("from 20");
            assertThat(inForce(server)).isEqualTo(first);
            server.clock().putForward(Duration.ofHours(71));
            operator.signIn().expect(200);
            operator.post(agree).expect(409);
            assertThat(inForce(server)).isEqualTo(first);
            server.clock().putForward(Duration.ofHours(2));
            operator.signIn().expect(200);
            operator.post(agree).expect(200);
            assertThat(inForce(server)).isEqualTo(second);
        }
    }
}
