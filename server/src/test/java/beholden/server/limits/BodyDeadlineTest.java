package beholden.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.TestServer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BodyDeadlineTest {
    private static final String LIMIT = "server.tomcat.max-connections";
    private static final int CONNECTIONS = 20;
    private static final String BODY = "{\"token\":\"x\"}";

    @TempDir
    Path folder;

    /// A request whose body does not come.
    private static Socket unfinished(URI origin, String path) throws IOException {
        Socket socket = new Socket("127.0.0.1", origin.getPort());
        send(
                socket,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + BODY.length() + "\r\n\r\n");
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String status(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
    }

    @Test
    void who_asks_whether_the_server_lives_is_answered_however_many_bodies_do_not_come() throws Exception {
        System.setProperty(LIMIT, Integer.toString(CONNECTIONS));
        List<Socket> all = new ArrayList<>();
        try (TestServer server = TestServer.start(folder)) {
            for (int i = 0; i < 4 * CONNECTIONS; i++) {
                all.add(unfinished(server.origin(), "/api/v1/invitations/look"));
            }

            try (Socket asks = new Socket("127.0.0.1", server.origin().getPort())) {
                send(asks, "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

                assertThat(status(asks)).isEqualTo("HTTP/1.1 200");
            }
            try (Socket oneMore = new Socket("127.0.0.1", server.origin().getPort())) {
                // with a token, since its body is not read otherwise
                send(
                        oneMore,
                        "POST /api/v1/invitations/look HTTP/1.1\r\nHost: localhost\r\nCookie: XSRF-TOKEN=x\r\n"
                                + "X-XSRF-TOKEN: x\r\nContent-Type: application/json\r\nContent-Length: "
                                + BODY.length() + "\r\n\r\n");

                byte[] answer = oneMore.getInputStream().readAllBytes();

                assertThat(new String(answer, StandardCharsets.US_ASCII))
                        .startsWith("HTTP/1.1 503")
                        .contains("Retry-After: 10", "urn:beholden:busy");
            }
            // the first ones hang all the time, and are answered when their bodies come
            send(all.getFirst(), BODY);
            assertThat(status(all.getFirst())).startsWith("HTTP/1.1 4");
        } finally {
            System.clearProperty(LIMIT);
            for (Socket socket : all) socket.close();
        }
    }

    @Test
    void a_body_that_comes_byte_by_byte_ends_though_each_byte_is_in_time() throws Exception {
        AtomicLong now = new AtomicLong();
        CyclicBarrier read = new CyclicBarrier(2);
        try (Container container = Container.start(folder, new BodyDeadline(100, now::get), request -> {
                    InputStream body = request.getInputStream();
                    while (body.read() >= 0) read.await();
                });
                Socket slow = unfinished(container.origin(), "/")) {
            send(slow, BODY.substring(0, 1));
            read.await();
            now.addAndGet(TimeUnit.SECONDS.toNanos(14));
            send(slow, BODY.substring(1, 2));
            read.await();
            now.addAndGet(TimeUnit.SECONDS.toNanos(2));
            send(slow, BODY.substring(2, 3));

            byte[] answer = slow.getInputStream().readAllBytes();

            assertThat(new String(answer, StandardCharsets.US_ASCII)).doesNotStartWith("HTTP/1.1 200");
        }
    }

    @Test
    void what_is_left_of_a_body_when_it_is_answered_has_no_longer() throws Exception {
        AtomicLong now = new AtomicLong();
        try (Container container = Container.start(folder, new BodyDeadline(100, now::get), _ -> {});
                Socket slow = unfinished(container.origin(), "/")) {
            assertThat(status(slow)).isEqualTo("HTTP/1.1 200");
            now.addAndGet(TimeUnit.SECONDS.toNanos(16));
            send(slow, BODY.substring(0, 1));

            // the end of the answer, and of the connection
            assertThat(slow.getInputStream().readAllBytes()).isNotEmpty();
        }
    }

    @Test
    @Timeout(60)
    void bodies_that_break_off_at_once_are_done_with_some_at_a_time() throws Exception {
        int all = 12;
        int atOnce = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        BodyDeadline valve = new BodyDeadline(100, System::nanoTime);
        CountDownLatch begun = new CountDownLatch(all);
        AtomicInteger broken = new AtomicInteger();
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(all);
        try (Container container = Container.start(folder, valve, request -> {
            begun.countDown();
            try {
                request.getInputStream().readAllBytes();
            } catch (IOException _) {
                broken.incrementAndGet();
                seen.await();
                done.countDown();
            }
        })) {
            List<Socket> hangUp = new ArrayList<>();
            for (int i = 0; i < all; i++) hangUp.add(unfinished(container.origin(), "/"));
            begun.await();
            for (Socket socket : hangUp) socket.close();

            while (broken.get() < atOnce || valve.broken() < all - atOnce) Thread.onSpinWait();

            assertThat(broken).hasValue(atOnce);
            seen.countDown();
            done.await();
            assertThat(broken).hasValue(all);
        }
    }

    @FunctionalInterface
    private interface Handler {
        void take(HttpServletRequest request) throws Exception;
    }

    /// A Tomcat with nothing but the valve and a servlet.
    private record Container(Tomcat tomcat) implements AutoCloseable {

        static Container start(Path folder, BodyDeadline valve, Handler handler) throws Exception {
            Tomcat tomcat = new Tomcat();
            tomcat.setBaseDir(folder.toString());
            tomcat.setPort(0);
            tomcat.getConnector().setProperty("address", "127.0.0.1");
            tomcat.getEngine().getPipeline().addValve(valve);
            Context context = tomcat.addContext("", folder.toString());
            Tomcat.addServlet(context, "handler", new HttpServlet() {
                @Override
                protected void doPost(HttpServletRequest request, HttpServletResponse response)
                        throws ServletException {
                    try {
                        handler.take(request);
                    } catch (Exception e) {
                        throw new ServletException(e);
                    }
                }
            });
            context.addServletMappingDecoded("/", "handler");
            tomcat.start();
            return new Container(tomcat);
        }

        URI origin() {
            return URI.create("http://localhost:" + tomcat.getConnector().getLocalPort());
        }

        @Override
        public void close() throws Exception {
            tomcat.stop();
            tomcat.destroy();
        }
    }
}
