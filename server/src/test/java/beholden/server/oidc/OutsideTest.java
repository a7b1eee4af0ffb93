package beholden.server.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.TestClock;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTest {
    private static final URI ORIGIN = URI.create("http://localhost:8080");

    private final Providers anywhere = new Providers(new TestClock(), ORIGIN, true);
    private final Providers published = new Providers(new TestClock(), ORIGIN, false);
    private HttpServer hostile;

    @BeforeEach
    void listen() throws IOException {
        hostile = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        hostile.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        hostile.start();
    }

    @AfterEach
    void end() {
        hostile.stop(0);
    }

    private Provider provider() {
        return new Provider("http://127.0.0.1:" + hostile.getAddress().getPort(), "client", "secret", "sub");
    }

    private void answers(String path, HttpHandler handler) {
        hostile.createContext(path, handler);
    }

    private static void say(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String document() {
        return """
                {"issuer": "ISSUER", "authorization_endpoint": "ISSUER/a", "token_endpoint": "ISSUER/t",
                 "jwks_uri": "ISSUER/k", "subject_types_supported": ["public"]}
                """.replace("ISSUER", provider().issuer());
    }

    private void isRefused() {
        assertThatThrownBy(() -> anywhere.look(provider()))
                .isInstanceOf(ProviderException.class)
                .hasNoCause()
                .hasMessageNotContaining("127.0.0.1");
    }

    @Test
    void a_provider_says_what_it_is() {
        answers("/", exchange -> say(exchange, 200, "application/json", document()));

        anywhere.look(provider());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"issuer\": 5}",
                "{\"issuer\": {\"a\": [1]}, \"authorization_endpoint\": []}",
                "<html><body>Sign in to the hotel's network</body></html>",
                "\u0000\uffff"
            })
    void rubbish_is_no_discovery_document(String rubbish) {
        answers("/", exchange -> say(exchange, 200, "application/json", rubbish));

        isRefused();
    }

    @Test
    void nesting_without_end_is_no_discovery_document() {
        answers("/", exchange -> say(exchange, 200, "application/json", "{\"a\":".repeat(20_000)));

        isRefused();
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 401, 404, 407, 500, 503})
    void another_status_is_no_answer(int status) {
        answers("/", exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "=,=\"");
            say(exchange, status, "application/json", status == 204 ? "" : document());
        });

        isRefused();
    }

    @Test
    void another_issuer_is_refused() {
        answers(
                "/",
                exchange -> say(
                        exchange,
                        200,
                        "application/json",
                        document().replaceFirst("127.0.0.1:\\d+", "issuer.example.org")));

        isRefused();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "http://169.254.169.254/latest", "//t", "ftp://127.0.0.1/t", "t"})
    void an_endpoint_elsewhere_than_on_the_web_is_refused(String endpoint) {
        answers(
                "/",
                exchange -> say(
                        exchange,
                        200,
                        "application/json",
                        document().replace(provider().issuer() + "/t", endpoint)));

        isRefused();
    }

    @Test
    void a_redirect_is_not_followed() {
        AtomicInteger followed = new AtomicInteger();
        answers("/elsewhere", exchange -> {
            followed.incrementAndGet();
            say(exchange, 200, "application/json", document());
        });
        answers("/.well-known", exchange -> {
            exchange.getResponseHeaders().set("Location", provider().issuer() + "/elsewhere");
            say(exchange, 302, "application/json", "");
        });

        isRefused();

        assertThat(followed).hasValue(0);
    }

    @Test
    void an_answer_without_end_is_cut_off() {
        answers("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            byte[] much = "{\"a\":\"b\"},".repeat(10_000).getBytes(StandardCharsets.UTF_8);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write('[');
                // ends when the other side hangs up
                while (true) out.write(much);
            }
        });

        isRefused();
    }

    @Test
    void a_large_document_is_refused_even_if_it_is_right() {
        String large = document().replaceFirst("\\{", "{\"more\": \"" + "x".repeat(300 << 10) + "\", ");
        answers("/", exchange -> say(exchange, 200, "application/json", large));

        isRefused();
    }

    @Test
    void nobody_listening_is_a_plain_refusal() {
        Provider gone = provider();
        hostile.stop(0);

        assertThatThrownBy(() -> anywhere.look(gone))
                .isInstanceOf(ProviderException.class)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1:%d", "https://localhost:%d", "https://[::1]:%d", "https://0:%d"})
    void this_machine_is_not_even_connected_to(String issuer) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Provider here = new Provider(issuer.formatted(listening.getLocalPort()), "client", "secret", "sub");

            assertThatThrownBy(() -> published.look(here)).isInstanceOf(ProviderException.class);

            listening.setSoTimeout(1);
            assertThatThrownBy(listening::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.org",
                "http://127.0.0.1:8080",
                "https://user@login.example.org",
                "https://login.example.org?x=1",
                "https://login.example.org#x",
                "https:///x",
                "login.example.org",
                "https://exa mple.org",
                "file:///etc/passwd",
                ""
            })
    void what_is_no_https_address_is_no_issuer(String issuer) {
        assertThat(published.isIssuer(issuer)).isFalse();
    }

    @Test
    void an_https_address_is_an_issuer() {
        assertThat(published.isIssuer("https://login.example.org/tenant/v2.0")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::a00:1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void addresses_that_are_not_public_are_not_asked(String address) throws UnknownHostException {
        assertThat(new Addresses(false).mayBeAsked(InetAddress.getByName(address)))
                .isFalse();
        assertThatThrownBy(() -> new Addresses(false).resolve(address)).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "169.254.169.254", "fd12:3456::1", "0.0.0.0"})
    void to_allow_this_machine_allows_no_other(String address) throws UnknownHostException {
        assertThat(new Addresses(true).mayBeAsked(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1.1.1", "9.255.255.255", "172.32.0.1", "193.0.0.1", "2606:4700::1111", "2a00:1450::1"})
    void public_addresses_are_asked(String address) throws UnknownHostException {
        assertThat(new Addresses(false).resolve(address)).hasSize(1);
    }
}
