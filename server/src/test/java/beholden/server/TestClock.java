package beholden.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// A clock that goes with the real one, and can be put forward or stopped.
public final class TestClock implements InstantSource {
    private Duration ahead = Duration.ZERO;
    private @Nullable Instant stopped;

    @Override
    public synchronized Instant instant() {
        return (stopped == null ? Instant.now() : stopped).plus(ahead);
    }

    public synchronized void putForward(Duration by) {
        ahead = ahead.plus(by);
    }

    /// From now on goes only where it is put forward: for what would come back while a busy machine takes its time.
    public synchronized void stop() {
        stopped = Instant.now();
    }
}
