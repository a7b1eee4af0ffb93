package beholden.server.agency;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderLeavesNoTraceTest {
    private static final String CLIENT = "client-of-northmoor";
    private static final String SECRET = "a-secret-that-nobody-sees";
    private static final String SUBJECT = "whatever-it-says";

    private static final class Captured extends Handler {
        private final StringBuffer text = new StringBuffer();

        @Override
        public void publish(LogRecord record) {
            text.append(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /// Is a proper provider as far as its discovery document goes; what else it says, a test decides.
    private static final class Moody implements AutoCloseable {
        private final HttpServer server;
        private volatile String document;
        private volatile String says = "{}";

        Moody() throws IOException {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            document = """
                    {"issuer": "ISSUER", "authorization_endpoint": "ISSUER/a", "token_endpoint": "ISSUER/t",
                     "jwks_uri": "ISSUER/k", "subject_types_supported": ["public"]}
                    """.replace("ISSUER", issuer());
            server.createContext("/", exchange -> {
                boolean asked = exchange.getRequestURI().getPath().startsWith("/.well-known");
                byte[] body = (asked ? document : says).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.getResponseHeaders().set("Set-Cookie", SUBJECT + "=; Expires=" + issuer());
                exchange.getResponseHeaders().set("WWW-Authenticate", "=,\"" + issuer());
                exchange.sendResponseHeaders(asked ? 200 : says.isEmpty() ? 401 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        String issuer() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void neither_the_log_nor_the_files_tell_of_a_provider(@TempDir Path folder) throws Exception {
        Captured log = new Captured();
        Logger.getLogger("").addHandler(log);
        String issuer;
        try (Desk desk = Desk.open(folder);
                Moody moody = new Moody()) {
            issuer = moody.issuer();
            Answer configured = desk.administrator()
                    .put("/identity-provider", Map.of("issuer", issuer, "clientId", CLIENT, "clientSecret", SECRET))
                    .expect(200);
            String pointer = configured.text("configured.signInLink").replaceFirst(".*/#/oidc/", "");
            for (String rubbish : List.of(
                    "",
                    "{",
                    "[1]",
                    "{\"error\": \"" + SUBJECT + "\", \"error_description\": \"" + issuer + "\"}",
                    "{\"access_token\": \"x\", \"token_type\": \"Bearer\"}",
                    "{\"access_token\": \"x\", \"token_type\": \"Bearer\", \"id_token\": \"" + SUBJECT + "\"}",
                    "{\"access_token\": \"x\", \"token_type\": \"Bearer\", \"expires_in\": \"" + SUBJECT + "\"}")) {
                moody.says = rubbish;
                Browser browser = desk.stranger();
                Map<String, String> said = Map.of("code", SUBJECT, "state", stateOf(begin(browser, pointer)));
                Answer refused = browser.post("/oidc/finish", said);
                assertThat(refused.status()).as(rubbish).isIn(403, 502);
                assertThat(refused.text()).doesNotContain(issuer, CLIENT, SUBJECT);
            }
            for (String rubbish : List.of("", "{", "{\"issuer\": \"" + SUBJECT + "\"}", "\u0000" + issuer)) {
                moody.document = rubbish;
                failed(desk.stranger().post("/oidc/begin", Map.of("pointer", pointer)), issuer);
            }
            moody.close();
            failed(desk.stranger().post("/oidc/begin", Map.of("pointer", pointer)), issuer);
        } finally {
            Logger.getLogger("").removeHandler(log);
        }

        String port = issuer.replaceFirst(".*:", "");
        assertThat(log.text.toString()).doesNotContain(issuer, ":" + port, CLIENT, SECRET, SUBJECT, "Northmoor");
        assertThat(log.text.toString()).doesNotContain("an internal error");
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> assertThat(read(file))
                            .as(file.toString())
                            .doesNotContain(issuer)
                            .doesNotContain(CLIENT)
                            .doesNotContain(SECRET));
        }
    }

    private static void failed(Answer answer, String issuer) {
        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.text("type")).isEqualTo("urn:beholden:provider-failed");
        assertThat(answer.text("detail")).startsWith("The identity provider");
        assertThat(answer.text()).doesNotContain(issuer, CLIENT, SUBJECT);
    }

    private static URI begin(Browser browser, String pointer) {
        return URI.create(browser.post("/oidc/begin", Map.of("pointer", pointer))
                .expect(200)
                .text("location"));
    }

    private static String stateOf(URI location) {
        return URLDecoder.decode(
                location.getRawQuery().replaceFirst(".*(?:^|&)state=([^&]*).*", "$1"), StandardCharsets.UTF_8);
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
