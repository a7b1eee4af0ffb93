package beholden.ledger;

import static beholden.ledger.LedgerFixture.grown;
import static beholden.ledger.LedgerFixture.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class UrlSourceTest {
    @TempDir
    Path folder;

    private HttpServer server;
    private URI url;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final AtomicInteger failuresLeft = new AtomicInteger();

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/log/", this::answer);
        server.start();
        url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
    }

    @AfterEach
    void stop() {
        stopped.countDown();
        server.stop(0);
    }

    @Test
    void a_served_ledger_is_audited_like_a_folder() throws Exception {
        grown(folder, 3000, 3000).close();

        AuditReport clean = new Audit(TileSource.url(url), policy()).run();
        Files.delete(folder.resolve("tile/0/007"));
        AuditReport broken = new Audit(TileSource.url(url), policy()).run();

        assertThat(clean.findings()).isEmpty();
        assertThat(clean.leaves()).isEqualTo(3000);
        assertThat(broken.findings()).containsExactly(new Finding.FileMissing("tile/0/007"));
    }

    @Test
    void a_server_that_stumbles_is_asked_again_and_one_that_is_down_ends_the_audit() throws Exception {
        grown(folder, 3, 3).close();

        failuresLeft.set(2);
        assertThat(new Audit(TileSource.url(url), policy()).run().findings()).isEmpty();
        failuresLeft.set(Integer.MAX_VALUE);
        assertThatThrownBy(() -> new Audit(TileSource.url(url), policy()).run())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("answers 503");
    }

    @Test
    void no_more_is_read_than_a_file_may_have() throws Exception {
        Files.createDirectories(folder);
        Files.write(folder.resolve("checkpoint"), new byte[3_000_000]);

        assertThat(TileSource.url(url).read("checkpoint", 1000))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(1001));
    }

    @Test
    @Timeout(60)
    void a_server_that_stops_in_the_middle_of_an_answer_is_given_up() {
        UrlSource source = new UrlSource(url, Duration.ofMillis(300));

        assertThatThrownBy(() -> source.read("stuck", 1000))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("/log/stuck: no whole answer within 300 ms");
    }

    @Test
    @Timeout(60)
    void an_answer_without_end_is_cut_at_the_limit() throws Exception {
        assertThat(new UrlSource(url, Duration.ofSeconds(30)).read("stuck", 5))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(6));
    }

    @Test
    void other_addresses_are_refused() {
        assertThatThrownBy(() -> TileSource.url(URI.create("file:///tmp")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TileSource.url(URI.create("http://127.0.0.1/log?x=1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = folder.resolve(exchange.getRequestURI().getPath().substring("/log/".length()));
            if (file.endsWith("stuck")) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(new byte[10]);
                exchange.getResponseBody().flush();
                stopped.await();
            } else if (failuresLeft.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else if (Files.isRegularFile(file)) {
                byte[] content = Files.readAllBytes(file);
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content);
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
