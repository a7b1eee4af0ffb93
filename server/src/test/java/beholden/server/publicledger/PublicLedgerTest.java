package beholden.server.publicledger;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.ledger.Audit;
import beholden.ledger.AuditReport;
import beholden.ledger.TileSource;
import beholden.ledger.note.CheckpointPolicy;
import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.TestServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PublicLedgerTest {

    @Test
    void an_outsider_audits_the_ledger_over_http_and_reads_nothing_else(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            Browser outsider = new Browser(server.origin());

            JsonNode ledger = outsider.get("/ledger").expect(200).json();
            AuditReport report = new Audit(
                            TileSource.url(server.origin().resolve("/ledger/")),
                            new CheckpointPolicy(server.installation().vault().verifiers(), List.of(), 0))
                    .run();

            assertThat(ledger.get("origin").asString()).isEqualTo("example.org/vault");
            assertThat(ledger.get("vkey").asString()).startsWith("example.org/vault+");
            assertThat(report.findings()).isEmpty();
            assertThat(report.leaves())
                    .isGreaterThanOrEqualTo(ledger.get("size").asLong());
            Answer checkpoint = outsider.get("//ledger/checkpoint").expect(200);
            assertThat(checkpoint.header("Cache-Control")).contains("no-cache");
            assertThat(outsider.get("//ledger/log.pub").expect(200).text()).startsWith("example.org/vault+");
            for (String other : List.of("journal", "lock", "", "handover", "log.pub/", "tile/0/999", "nothing")) {
                outsider.get("//ledger/" + other).expect(404);
            }
            for (String path : List.of(
                    "/ledger/../vault.json",
                    "/ledger/..%2fvault.json",
                    "/ledger/%2e%2e/vault.json",
                    "/ledger/tile/..%2f..%2fjournal",
                    "/ledger/tile/%2e%2e/journal",
                    "/ledger/..;/vault.json",
                    "/ledger/..%5cvault.json",
                    "/ledger//journal",
                    "/ledger/checkpoint%00")) {
                assertThat(status(server.origin(), path)).as(path).isBetween(400, 404);
            }
        }
    }

    /// The status of a path that is sent as it is; HTTP clients tidy paths up.
    private static int status(URI origin, String path) throws Exception {
        try (Socket socket = new Socket(origin.getHost(), origin.getPort());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.substring(9, 12));
        }
    }
}
