package beholden.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartTest {

    @Test
    void a_server_starts_stops_and_starts_again(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.start(folder);
                HttpClient client = HttpClient.newHttpClient()) {
            server.restart();

            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(server.origin().resolve("/api/v1/nothing"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }
}
