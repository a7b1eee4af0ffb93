package beholden.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.search.TestCases;
import beholden.server.source.FacePhotos;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitTest {
    private Desk desk;

    @BeforeAll
    void open(@TempDir Path folder) throws Exception {
        desk = Desk.open(folder);
    }

    @AfterAll
    void close() throws Exception {
        if (desk != null) desk.close();
    }

    @Test
    void a_large_body_is_refused_by_its_length() {
        byte[] large = ("{\"token\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.UTF_8);

        Answer answer = desk.stranger().raw("POST", "/invitations/look", "application/json", large);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.text("detail")).contains("at most 65,536");
    }

    @Test
    void only_photos_and_documents_may_be_large() {
        byte[] large = new byte[70_000];

        for (String small : List.of("text/yaml", "application/json;charset=utf-8", "text/plain; image/jpeg")) {
            desk.stranger().raw("PUT", "/policy", small, large).expect(413);
        }
        for (String photo : List.of("IMAGE/JPEG", "application/octet-stream", "multipart/form-data; boundary=b")) {
            desk.stranger().raw("POST", "/cases/none/probes", photo, large).expect(401);
        }
        desk.stranger()
                .raw("PUT", "/cases/none/document", "application/pdf", large)
                .expect(401);
        desk.stranger()
                .raw("POST", "/cases/none/probes", "application/pdf", large)
                .expect(413);
    }

    @Test
    void what_takes_no_files_takes_no_large_form_either() {
        byte[] large = new byte[70_000];
        Browser stranger = desk.stranger().header("Authorization", "Bearer bhk_no-such-key");

        for (String path : List.of("/invitations/look", "/ledger", "/cases", "/takedowns/confirm")) {
            stranger.raw("POST", path, "multipart/form-data; boundary=b", large).expect(413);
        }
        stranger.raw("POST", "/sources/none/imports", "application/json", large).expect(413);
    }

    @Test
    void an_account_has_so_many_changes_under_way_and_others_have_theirs() throws Exception {
        WaitingController waiting = desk.server().running().part(WaitingController.class);
        Browser busy = desk.join(desk.administrator(), "Berta Busy", "EXAMINER");
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> underWay = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                underWay.add(clients.submit(() -> desk.again(busy).post("/wait-for-a-test", "body")));
                waiting.awaitArrival();
            }

            Answer tooMuch = desk.again(busy).post("/cases", Map.of());
            desk.examiner().post("/cases", Map.of()).expect(400);
            busy.get("/cases").expect(200);
            for (int i = 0; i < 8; i++) waiting.release();

            assertThat(tooMuch.expect(429).text("type")).isEqualTo("urn:beholden:too-many-requests");
            assertThat(tooMuch.header("Retry-After")).isEqualTo("1");
            for (Future<Answer> answer : underWay) answer.get().expect(200);
            desk.again(busy).post("/cases", Map.of()).expect(400);
        }
    }

    @Test
    void what_a_body_leaves_out_is_named() {
        String path = "/searches/" + UUID.randomUUID() + "/dispositions";

        assertThat(desk.examiner().put(path, Map.of()).expect(400).text("detail"))
                .isEqualTo("dispositions: is missing");
        assertThat(desk.examiner()
                        .put(path, Map.of("dispositions", List.of(Map.of("rank", 1))))
                        .expect(400)
                        .text("detail"))
                .isEqualTo("dispositions.0.disposition: is missing");
        assertThat(desk.examiner()
                        .raw(
                                "PUT",
                                path,
                                "application/json",
                                "{\"dispositions\":[null]}".getBytes(StandardCharsets.UTF_8))
                        .expect(400)
                        .text("detail"))
                .isEqualTo("dispositions.0: is missing");
    }

    @Test
    void not_a_byte_of_a_strangers_form_is_read() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", desk.origin().getPort())) {
            String head = "POST /api/v1/cases/none/probes HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 40000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

            byte[] status = socket.getInputStream().readNBytes("HTTP/1.1 403".length());

            assertThat(status).asString(StandardCharsets.US_ASCII).isEqualTo("HTTP/1.1 403");
        }
    }

    /// An upload of 41 MiB whose body does not come.
    private Socket unfinished(Browser who) throws IOException {
        Socket socket = new Socket("127.0.0.1", desk.origin().getPort());
        String token = who.cookie("XSRF-TOKEN");
        String head = "POST /api/v1/wait-for-a-test/file HTTP/1.1\r\nHost: localhost\r\nCookie: XSRF-TOKEN=" + token
                + "; __Host-session=" + who.cookie("__Host-session") + "\r\nX-XSRF-TOKEN: " + token
                + "\r\nContent-Type: image/jpeg\r\nContent-Length: 42991616\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /// Reads what a server says until it has said `end`.
    private static String said(Socket socket, String end) throws IOException {
        StringBuilder said = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (said.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) break;
            said.append((char) next);
        }
        return said.toString();
    }

    @Test
    void an_agency_sends_its_share_of_files_at_once_and_another_agency_sends_its_own() throws Exception {
        WaitingController waiting = desk.server().running().part(WaitingController.class);
        byte[] large = new byte[40 << 20];
        Browser late = desk.join(desk.administrator(), "Lena Late", "EXAMINER");
        String path = "/cases/" + TestCases.open(desk, late) + "/probes";
        Browser other = desk.agency("Southmoor Constabulary").examiner();
        String ofOther = TestCases.open(desk, other);
        List<Socket> sockets = new ArrayList<>();
        try {
            // of 512 MiB, an eighth of the heap of tests, six have 246; two of an account may be under way
            for (int i = 0; i < 3; i++) {
                Browser busy = desk.join(desk.administrator(), "Ulla Load", "EXAMINER");
                for (int j = 0; j < 2; j++) {
                    sockets.add(unfinished(busy));
                    waiting.awaitArrival();
                }
            }

            Socket tooMuch = unfinished(late);
            sockets.add(tooMuch);
            assertThat(said(tooMuch, "urn:beholden:busy"))
                    .startsWith("HTTP/1.1 503")
                    .contains("Retry-After: 10");
            assertThat(other.raw("POST", "/cases/" + ofOther + "/probes", "image/jpeg", large)
                            .expect(400)
                            .text("detail"))
                    .startsWith("the photo");
            TestCases.upload(other, ofOther, FacePhotos.face()).expect(201);

            for (int i = 0; i < 6; i++) waiting.release();
            for (Socket answered : sockets.subList(0, 6)) {
                assertThat(said(answered, "taken")).startsWith("HTTP/1.1 200");
            }
            late.raw("POST", path, "image/jpeg", large).expect(400);
        } finally {
            for (Socket socket : sockets) socket.close();
        }
    }

    @Test
    void a_body_says_how_long_it_is() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(desk.origin().resolve("/api/v1/invitations/look"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[100])))
                            .version(HttpClient.Version.HTTP_1_1)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(411);
        }
    }

    @Test
    void an_account_has_so_many_requests_and_more_after_a_while() {
        Browser busy = desk.join(desk.administrator(), "Otto Brandt", "AUDITOR");

        Answer answer = busy.get("/accounts").expect(200);
        int left = Integer.parseInt(answer.header("RateLimit-Remaining"));
        assertThat(answer.header("RateLimit-Limit")).isEqualTo("600");
        assertThat(left).isBetween(500, 599);
        // more than there are, though ten come back each second
        for (int i = 0; i < 5_000 && answer.status() == 200; i++) answer = busy.get("/accounts");

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text("type")).isEqualTo("urn:beholden:too-many-requests");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        desk.auditor().get("/accounts").expect(200);
        desk.clock().putForward(Duration.ofSeconds(10));
        busy.get("/accounts").expect(200);
    }

    /// A clock that was put back by an hour once left accounts at 429 until then.
    @Test
    void limits_count_the_time_that_passes_whatever_the_clock_is_set_to() {
        Browser owner = desk.join(desk.administrator(), "Klara Voss", "AUDITOR");
        Answer key = owner.post(
                        "/api-keys",
                        Map.of(
                                "name",
                                "Monitoring",
                                "scopes",
                                List.of("read"),
                                "expires",
                                desk.clock().instant().plus(Duration.ofDays(30)).toString()))
                .expect(201);
        Browser program = desk.stranger().header("Authorization", "Bearer " + key.text("key"));
        desk.clock().stop();
        Answer answer = program.get("/accounts").expect(200);
        for (int i = 0; i < 600 && answer.status() == 200; i++) answer = program.get("/accounts");
        answer.expect(429);

        desk.clock().set(Duration.ofDays(1));
        program.get("/accounts").expect(429);
        desk.clock().set(Duration.ofDays(-1).minusHours(1));
        program.get("/accounts").expect(429);
        desk.clock().putForward(Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) program.get("/accounts").expect(200);
        program.get("/accounts").expect(429);
        desk.clock().set(Duration.ofHours(1));
    }

    @Test
    void what_has_not_changed_is_not_sent_again() {
        String tag = desk.auditor().get("/accounts").expect(200).header("ETag");

        assertThat(tag).isNotEmpty();
        Browser again = desk.again(desk.auditor());
        again.header("If-None-Match", tag);
        assertThat(again.get("/accounts").status()).isEqualTo(304);
    }

    @Test
    void sign_ins_by_one_passkey_are_limited_and_only_by_who_has_it() {
        Browser victim = desk.join(desk.administrator(), "Vera Held", "AUDITOR");
        Map<String, Object> stale = victim.passkeys()
                .assertion(desk.stranger()
                        .post("//webauthn/authenticate/options")
                        .expect(200)
                        .json());
        Browser stranger = desk.stranger();
        for (int i = 0; i < 40; i++) {
            stranger.post("//webauthn/authenticate/options").expect(200);
            stranger.post("//login/webauthn", stale).expect(401);
        }
        Answer answer = victim.signIn().expect(200);
        desk.clock().stop();

        for (int i = 0; i < 100 && answer.status() == 200; i++) {
            answer = new Browser(desk.origin(), victim.passkeys()).signIn();
        }

        assertThat(answer.expect(429).text("type")).isEqualTo("urn:beholden:too-many-requests");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        desk.again(desk.auditor()).get("/accounts").expect(200);
        desk.clock().putForward(Duration.ofSeconds(2));
        victim.signIn().expect(200);
    }
}
