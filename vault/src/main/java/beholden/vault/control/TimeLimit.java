package beholden.vault.control;

import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Closes a channel that is still in use after some time; whoever waits for it is told so by it.
final class TimeLimit implements AutoCloseable {
    private final CompletableFuture<Void> end;

    TimeLimit(Channel channel, Duration limit) {
        this.end = CompletableFuture.runAsync(
                () -> {
                    try {
                        channel.close();
                    } catch (IOException _) {
                        // whoever uses it finds out
                    }
                },
                CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        end.cancel(false);
    }
}
