package beholden.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that goes with the real one, and can be put forward.
public final class TestClock implements InstantSource {
    private volatile Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    public synchronized void putForward(Duration by) {
        ahead = ahead.plus(by);
    }
}
