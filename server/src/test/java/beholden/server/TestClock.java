package beholden.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The time of a server under test: it goes with the real one, and can be put forward or stopped. What a machine's
/// clock says of it can be set besides.
public final class TestClock implements InstantSource {
    private Duration ahead = Duration.ZERO;
    private Duration wrong = Duration.ZERO;
    private @Nullable Moment stopped;

    private record Moment(Instant instant, long nanos) {
        static Moment now() {
            return new Moment(Instant.now(), System.nanoTime());
        }
    }

    private Moment moment() {
        return stopped == null ? Moment.now() : stopped;
    }

    @Override
    public synchronized Instant instant() {
        return moment().instant().plus(ahead).plus(wrong);
    }

    /// Time since some moment, whatever the clock is set to.
    public synchronized long nanos() {
        return moment().nanos() + ahead.toNanos();
    }

    /// Lets time pass.
    public synchronized void putForward(Duration by) {
        ahead = ahead.plus(by);
    }

    /// Sets the machine's clock forward, or back if negative, while no time passes.
    public synchronized void set(Duration by) {
        wrong = wrong.plus(by);
    }

    /// From now on time goes only where it is put forward: for what would come back while a busy machine takes its
    /// time.
    public synchronized void stop() {
        stopped = Moment.now();
    }
}
