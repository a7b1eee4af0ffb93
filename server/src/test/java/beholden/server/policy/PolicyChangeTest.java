package beholden.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.TestServer;
import beholden.server.events.AgencyBooks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyChangeTest {

    private static Answer put(Browser browser, String text) {
        return browser.raw("PUT", "/policy", "text/yaml", text.getBytes(StandardCharsets.UTF_8));
    }

    private static String recorded(TestServer server) {
        return server.running()
                .part(AgencyBooks.class)
                .of(server.installation().operator())
                .fold(PolicyHistory.class)
                .latest()
                .orElseThrow();
    }

    @Test
    void an_operator_changes_the_policy_which_is_recorded_and_survives_a_restart(@TempDir Path folder)
            throws Exception {
        try (Desk desk = Desk.open(folder)) {
            assertThat(recorded(desk.server())).isEqualTo(Policies.defaultText());
            String was = desk.examiner().get("/policy").text("version");
            String text = Policies.refusingWhen("case.sensitive.size() > 1");

            Answer changed = put(desk.operator(), text).expect(200);

            assertThat(changed.text("version")).isNotEqualTo(was);
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
}
