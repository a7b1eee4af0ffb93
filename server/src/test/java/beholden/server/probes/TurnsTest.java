package beholden.server.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.server.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void one_is_worked_on_one_waits_and_the_third_is_told_when_to_come_again() throws Exception {
        Turns turns = new Turns(1, 1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch finish = new CountDownLatch(1);
        AtomicInteger done = new AtomicInteger();
        Thread first = Thread.startVirtualThread(() -> {
            try (Turns.Place place = turns.enter()) {
                place.work(() -> {
                    begun.countDown();
                    finish.await();
                    return done.incrementAndGet();
                });
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        begun.await();

        try (Turns.Place second = turns.enter()) {
            assertThatThrownBy(turns::enter)
                    .isInstanceOfSatisfying(
                            Refusal.Busy.class,
                            busy -> assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(10)));

            finish.countDown();

            assertThat(second.work(done::incrementAndGet)).isEqualTo(2);
        }
        first.join();
        turns.enter().close();
    }
}
