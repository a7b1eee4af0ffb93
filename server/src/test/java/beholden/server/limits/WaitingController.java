package beholden.server.limits;

import beholden.server.route.AnyAccount;
import beholden.server.route.Payload;
import beholden.server.route.Takes;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Counts how often it is called, and answers when a test lets it.
@Hidden
@RestController
public class WaitingController {
    private final AtomicInteger calls = new AtomicInteger();
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore released = new Semaphore(0);

    /// Returns when a request has come in.
    public void awaitArrival() throws InterruptedException {
        arrived.acquire();
    }

    /// Lets one request be answered.
    public void release() {
        released.release();
    }

    public int calls() {
        return calls.get();
    }

    @AnyAccount
    @PostMapping("/api/v1/wait-for-a-test")
    String answer(@RequestBody String body) throws InterruptedException {
        int call = calls.incrementAndGet();
        arrived.release();
        released.acquire();
        return "\"call " + call + " with " + body.length() + "\"";
    }

    /// Takes a file, of which it reads nothing.
    @AnyAccount
    @Takes(Payload.FILE)
    @PostMapping("/api/v1/wait-for-a-test/file")
    String take() throws InterruptedException {
        arrived.release();
        released.acquire();
        return "\"taken\"";
    }
}
