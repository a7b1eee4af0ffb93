package beholden.server.probes;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// A measure of how long one step of a search takes, over all agencies: nothing in it tells whose search it was.
public final class Stopwatch {
    private final Timer timer;

    /// @param step the step's name among the metrics, such as `scan`
    public Stopwatch(MeterRegistry registry, String step) {
        timer = Timer.builder("beholden.search." + step)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /// A step under way, until it is closed.
    @FunctionalInterface
    public interface Running extends AutoCloseable {
        @Override
        void close();
    }

    public Running start() {
        Timer.Sample sample = Timer.start();
        return () -> sample.stop(timer);
    }

    void record(Duration took) {
        timer.record(took);
    }
}
