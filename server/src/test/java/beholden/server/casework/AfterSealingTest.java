package beholden.server.casework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class AfterSealingTest {

    @Test
    void a_stop_waits_until_what_was_accepted_is_sealed_and_recorded() throws Exception {
        AfterSealing after = new AfterSealing();
        CompletableFuture<String> sealing = new CompletableFuture<>();
        Queue<String> recorded = new ConcurrentLinkedQueue<>();
        var _ = after.awaiting(sealing.thenAcceptAsync(recorded::add, after));

        Thread stop = Thread.ofPlatform().start(after::close);
        while (stop.getState() != Thread.State.TIMED_WAITING && stop.isAlive()) Thread.onSpinWait();
        sealing.complete("a file");

        assertThat(stop.join(Duration.ofMinutes(1))).isTrue();
        assertThat(recorded).containsExactly("a file");
    }

    @Test
    void a_file_that_cannot_be_sealed_holds_no_stop_up() throws Exception {
        AfterSealing after = new AfterSealing();
        var _ = after.awaiting(CompletableFuture.failedFuture(new IllegalStateException("the disk is full")));
        CompletableFuture<String> sealing = new CompletableFuture<>();
        var _ = after.awaiting(sealing);
        sealing.completeExceptionally(new IllegalStateException("the disk is full"));

        Thread stop = Thread.ofPlatform().start(after::close);

        assertThat(stop.join(Duration.ofSeconds(20))).isTrue();
    }
}
