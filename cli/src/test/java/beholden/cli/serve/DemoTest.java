package beholden.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.cli.Cli;
import beholden.cli.terminal.ExitStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The demo in a process of its own, beside a link to the real models and photos.
class DemoTest {
    private static final Path WEB = Cli.modelsFolder().resolveSibling("web").resolve("dist");
    private static final Pattern FIRST_LINK = Pattern.compile("(http://localhost:\\d+)/#/invitation/(\\S+)");

    @TempDir
    Path temp = Path.of("");

    private Path demo = Path.of("");

    @BeforeEach
    void beside_the_models() throws IOException {
        Cli.sample(1);
        Files.createSymbolicLink(temp.resolve("models"), Cli.modelsFolder());
        demo = temp.resolve(".beholden/demo");
    }

    @AfterEach
    void without_the_link() throws IOException {
        Files.deleteIfExists(temp.resolve("models"));
    }

    private Process start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(Cli.process(arguments));
        command.addAll(
                command.indexOf("-cp"),
                List.of("-Dbeholden.models=" + temp.resolve("models"), "-Dbeholden.web=" + WEB));
        // A test run in the background hands its own deafness to Ctrl-C on.
        command.addAll(0, List.of("env", "--default-signal=INT"));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String allOf(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void once_it_ends_after_the_search() throws Exception {
        Process process = start("demo", "--once");
        String out = allOf(process);

        assertThat(process.waitFor()).as(out).isZero();
        assertThat(out).contains("19 faces compared, of 19", "candidates.html").doesNotContain("Serving");
        assertThat(demo.resolve("candidates.html")).exists();
    }

    @Test
    void a_port_that_is_taken_is_told_before_anything_is_done() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = start("demo", "--port", taken.getLocalPort());
            String out = allOf(process);

            assertThat(process.waitFor()).as(out).isEqualTo(ExitStatus.REFUSED);
            assertThat(out)
                    .contains("--port " + taken.getLocalPort() + ": cannot be had")
                    .doesNotContain("Photos:");
        }
    }

    @Test
    void it_serves_invitations_until_it_is_interrupted_and_leaves_nothing_running() throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"), "needs signals");
        assumeTrue(Files.exists(WEB.resolve("index.html")), "the browser application is not built");
        Path leftByAKill = Files.createDirectories(demo.resolve("installation/vault"));
        Files.writeString(leftByAKill.resolve("vault.json"), "{");
        Process process = start("demo", "--port", 0);
        try (BufferedReader lines = process.inputReader()) {
            String said = readUntil(lines, "5. Ctrl-C");
            Matcher link = FIRST_LINK.matcher(said);
            assertThat(link.find()).as(said).isTrue();
            URI origin = URI.create(link.group(1));
            String page = page(origin);
            JsonNode invitation = look(origin, link.group(2));
            Process other = start("demo", "--port", 0);
            String refusal = allOf(other);

            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            int status = process.waitFor();

            assertThat(said).contains("19 faces in its gallery", "sample1.jpg", "passphrase that is kept nowhere");
            assertThat(page).contains("<div id=\"root\">");
            assertThat(invitation.get("agencyName").asString()).isEqualTo("Demo agency");
            assertThat(invitation.get("roles").toString()).contains("ADMINISTRATOR", "EXAMINER");
            assertThat(other.waitFor()).isEqualTo(ExitStatus.REFUSED);
            assertThat(refusal).contains("another demo is running in this folder");
            assertThat(status).isZero();
            assertThat(process.toHandle().descendants()).isEmpty();
            assertThat(demo.resolve("installation")).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String readUntil(BufferedReader lines, String last) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            said.append(line).append('\n');
            if (line.startsWith(last)) return said.toString();
        }
        throw new AssertionError("it ended: " + said);
    }

    private static String page(URI origin) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(origin.resolve("/")).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return answer.body();
        }
    }

    private static JsonNode look(URI origin, String token) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String csrf = client
                    .send(
                            HttpRequest.newBuilder(origin.resolve("/api/v1/session"))
                                    .build(),
                            BodyHandlers.discarding())
                    .headers()
                    .allValues("Set-Cookie")
                    .stream()
                    .filter(cookie -> cookie.startsWith("XSRF-TOKEN="))
                    .map(cookie -> cookie.replaceFirst("XSRF-TOKEN=([^;]*).*", "$1"))
                    .findFirst()
                    .orElseThrow();
            HttpRequest request = HttpRequest.newBuilder(origin.resolve("/api/v1/invitations/look"))
                    .header("Content-Type", "application/json")
                    .header("Cookie", "XSRF-TOKEN=" + csrf)
                    .header("X-XSRF-TOKEN", csrf)
                    .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(Map.of("token", token))))
                    .build();
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JsonMapper.shared().readTree(answer.body());
        }
    }
}
