package beholden.server.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.ServerSettings;
import beholden.server.installation.Installation;
import beholden.server.search.GroupPhotos;
import beholden.server.search.TestCases;
import beholden.server.source.TestSources;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealthTest {
    private Path folder;
    private Desk desk;

    @BeforeAll
    void open(@TempDir Path place) throws IOException {
        folder = place;
        desk = Desk.open(place, new ServerSettings(0, null, null, 0, false));
    }

    @AfterAll
    void close() throws IOException {
        if (desk != null) desk.close();
    }

    private Browser machine() {
        return new Browser(management());
    }

    private URI management() {
        return desk.server().running().management().orElseThrow();
    }

    @Test
    void strangers_learn_that_it_lives_and_is_ready_and_no_more() {
        assertThat(desk.stranger().get("//livez").expect(200).text()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(desk.stranger().get("//readyz").expect(200).text()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void a_server_whose_records_cannot_be_written_lives_but_is_not_ready() throws IOException {
        Path ledger = Installation.ledgerOf(folder);
        Path aside = ledger.resolveSibling("aside");
        Files.move(ledger, aside);
        Files.createFile(ledger);
        Answer broken;
        try {
            broken = until(503);
            assertThat(desk.stranger().get("//livez").expect(200).text()).isEqualTo("{\"status\":\"UP\"}");
        } finally {
            Files.delete(ledger);
            Files.move(aside, ledger);
        }

        assertThat(broken.text()).isEqualTo("{\"status\":\"DOWN\"}");
        until(200);
    }

    /// The vault ticks every four milliseconds.
    private Answer until(int status) {
        Answer answer = desk.stranger().get("//readyz");
        for (int i = 0; i < 5_000 && answer.status() != status; i++)
            answer = desk.stranger().get("//readyz");
        return answer.expect(status);
    }

    @Test
    void the_machine_is_told_more() {
        assertThat(machine().get("//actuator/health").expect(200).text())
                .contains("\"vault\"", "\"warnings\"", "\"gallery\"");
    }

    @Test
    void metrics_tell_of_the_work_and_nothing_of_whose_it_is() throws IOException {
        GroupPhotos.enrol(
                desk.server().installation().gallery(),
                desk.server().installation().faces(),
                List.of(TestSources.register(desk, "Harbour archive")),
                5);
        String caseId = TestCases.open(desk, desk.examiner());
        String probe = TestCases.upload(desk.examiner(), caseId, GroupPhotos.photo(5))
                .expect(201)
                .text("id");
        TestCases.search(desk.examiner(), caseId, probe, 1).expect(201);

        String told = machine().get("//actuator/prometheus").expect(200).text();

        assertThat(told)
                .contains("beholden_search_scan_seconds_count 1")
                .contains("uri=\"/api/v1/cases/{id}/searches\"")
                .doesNotContain("Northmoor", "Edwin", caseId, probe, Desk.idOf(desk.examiner()))
                .doesNotContainIgnoringCase("agency=")
                .doesNotContain("tomcat_sessions");
    }

    @Test
    void nothing_else_is_told_and_nothing_of_it_to_others() {
        for (String path : List.of("env", "beans", "heapdump", "shutdown", "loggers", "metrics")) {
            machine().get("//actuator/" + path).expect(404);
        }
        for (String path : List.of("", "/health", "/prometheus")) {
            desk.stranger().get("//actuator" + path).expect(404);
            desk.operator().get("//actuator" + path).expect(404);
        }
    }

    @Test
    void it_is_told_on_this_machine_alone() throws IOException {
        assertThat(management().getHost()).isEqualTo("127.0.0.1");
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress other : others) {
            assertThatThrownBy(() -> new Socket(other, management().getPort()).close())
                    .isInstanceOf(IOException.class);
        }
    }
}
