package beholden.server.search;

import beholden.faces.FaceEngine;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.springframework.stereotype.Component;

/// How long the steps of a search take, over all agencies: nothing here tells whose search it was.
@Component
class Stopwatches {
    private final Timer decode;
    private final Timer detect;
    private final Timer template;
    private final Timer pictures;
    private final Timer scan;
    private final Timer seal;

    Stopwatches(MeterRegistry registry) {
        this.decode = timer(registry, "decode");
        this.detect = timer(registry, "detect");
        this.template = timer(registry, "template");
        this.pictures = timer(registry, "pictures");
        this.scan = timer(registry, "scan");
        this.seal = timer(registry, "seal");
    }

    private static Timer timer(MeterRegistry registry, String step) {
        return Timer.builder("beholden.search." + step)
                .publishPercentiles(0.5, 0.99)
                .register(registry);
    }

    /// A step under way, until it is closed.
    @FunctionalInterface
    interface Running extends AutoCloseable {
        @Override
        void close();
    }

    Running decode() {
        return start(decode);
    }

    /// The making of the small pictures that stay of a photo.
    Running pictures() {
        return start(pictures);
    }

    Running scan() {
        return start(scan);
    }

    /// The wait until a record is durable.
    Running seal() {
        return start(seal);
    }

    void faces(FaceEngine.Times times) {
        detect.record(times.detect());
        template.record(times.describe());
    }

    private static Running start(Timer timer) {
        Timer.Sample sample = Timer.start();
        return () -> sample.stop(timer);
    }
}
