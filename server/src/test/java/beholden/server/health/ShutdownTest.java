package beholden.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.Answer;
import beholden.server.Browser;
import beholden.server.Desk;
import beholden.server.limits.WaitingController;
import beholden.server.search.TestCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShutdownTest {

    @Test
    void a_request_under_way_is_finished_and_what_was_answered_is_there_after_it(@TempDir Path folder)
            throws Exception {
        try (Desk desk = Desk.open(folder);
                ExecutorService work = Executors.newVirtualThreadPerTaskExecutor()) {
            WaitingController waiting = desk.server().running().part(WaitingController.class);
            ConcurrentLinkedQueue<String> opened = new ConcurrentLinkedQueue<>();
            int port = desk.origin().getPort();
            Future<Answer> underWay = work.submit(() -> desk.reviewer().post("/wait-for-a-test", "body"));
            waiting.awaitArrival();
            Semaphore some = new Semaphore(0);
            Future<?> busy = work.submit(() -> openCases(desk, opened, some));
            some.acquire(3);

            Future<?> restart = work.submit(() -> {
                desk.server().restart();
                return true;
            });
            untilRefused(port);
            waiting.release();

            assertThat(underWay.get().expect(200).text()).isEqualTo("\"call 1 with 6\"");
            busy.get();
            restart.get();
            Browser again =
                    new Browser(desk.origin(), desk.examiner().passkeys().movedTo(desk.origin()));
            again.signIn().expect(200);
            assertThat(opened).isNotEmpty();
            String all = again.get("/cases?limit=200").expect(200).text();
            for (String id : List.copyOf(opened)) assertThat(all).contains(id);
        }
    }

    /// One after the other, until nobody answers any more.
    private static void openCases(Desk desk, ConcurrentLinkedQueue<String> opened, Semaphore some) {
        try {
            for (int i = 0; i < 200; i++) {
                opened.add(TestCases.open(desk, desk.examiner()));
                some.release();
            }
        } catch (UncheckedIOException _) {
            // the server is gone
        }
    }

    private static void untilRefused(int port) throws IOException {
        for (int i = 0; i < 1_000_000; i++) {
            try (Socket _ = new Socket("127.0.0.1", port)) {
                // it still takes them
            } catch (ConnectException _) {
                return;
            } catch (SocketException _) {
                // it was just closing: a connection it had not taken yet is reset
            }
        }
        throw new AssertionError("the server still takes requests");
    }
}
