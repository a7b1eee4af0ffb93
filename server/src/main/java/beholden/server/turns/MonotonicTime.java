package beholden.server.turns;

import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/// Time that limits count by: nothing but its passing moves it, and least of all whoever sets the machine's clock.
///
/// For example, an account that has used its points up waits as long as it is told to, although the clock was put
/// forward by a day meanwhile.
@Component
public final class MonotonicTime implements TimeMeter {
    private final LongSupplier nanos;

    /// @param nanos since any moment, such as [System#nanoTime()]
    public MonotonicTime(LongSupplier nanos) {
        this.nanos = nanos;
    }

    @Override
    public long currentTimeNanos() {
        return nanos.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
        return false;
    }
}
