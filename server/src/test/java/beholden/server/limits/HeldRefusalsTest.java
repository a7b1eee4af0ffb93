package beholden.server.limits;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

class HeldRefusalsTest {
    private final ConcurrentLinkedQueue<Duration> waits = new ConcurrentLinkedQueue<>();

    @Test
    void who_asks_too_often_or_finds_no_room_waits_for_the_answer() {
        HeldRefusals held = new HeldRefusals(waits::add);

        for (Exception each : List.of(
                Refusal.tooMany(Duration.ofSeconds(3), "too many"),
                Refusal.busy(Duration.ofSeconds(3), "busy"),
                new ErrorResponseException(HttpStatus.TOO_MANY_REQUESTS))) held.answering(each);

        assertThat(waits).containsExactly(HeldRefusals.TIME, HeldRefusals.TIME, HeldRefusals.TIME);
    }

    @Test
    void other_refusals_are_answered_at_once() {
        HeldRefusals held = new HeldRefusals(waits::add);

        for (Exception each : List.of(
                Refusal.invalid("wrong"),
                Refusal.notFound(),
                Refusal.damaged("damaged"),
                new ErrorResponseException(HttpStatus.SERVICE_UNAVAILABLE))) held.answering(each);

        assertThat(waits).isEmpty();
    }

    @Test
    void refusals_beyond_what_is_held_are_answered_at_once() throws Exception {
        CountDownLatch begun = new CountDownLatch(HeldRefusals.MOST);
        CountDownLatch end = new CountDownLatch(1);
        HeldRefusals held = new HeldRefusals(time -> {
            waits.add(time);
            begun.countDown();
            end.await();
        });
        Refusal refusal = Refusal.busy(Duration.ofSeconds(3), "busy");
        try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < HeldRefusals.MOST; i++) requests.submit(() -> held.answering(refusal));
            begun.await();

            held.answering(refusal);

            assertThat(waits).hasSize(HeldRefusals.MOST);
            end.countDown();
        }
        held.answering(refusal);
        assertThat(waits).hasSize(HeldRefusals.MOST + 1);
    }
}
