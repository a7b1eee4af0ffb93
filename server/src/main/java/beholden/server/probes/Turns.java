package beholden.server.probes;

import beholden.faces.FaceEngine;
import beholden.server.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Lets few photos be worked on at once, since a decoded one takes hundreds of megabytes, and few wait.
@Component
public final class Turns {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    /// Requests are served by virtual threads, all of which would stand still while networks keep their carriers
    /// busy. None of these stays when its photo is done: a server that stops would log that there were some.
    private final ExecutorService workers =
            Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("photo").factory());

    private final Semaphore places;
    private final Semaphore work;

    /// @param atOnce  worked on at once
    /// @param waiting for their turn, beyond those
    Turns(int atOnce, int waiting) {
        this.work = new Semaphore(atOnce, true);
        this.places = new Semaphore(atOnce + waiting);
    }

    /// One line for all photos that are not imported: as many are worked on at once as there are threads for, if
    /// the heap has room for them.
    @Autowired
    Turns(FaceEngine engine) {
        this(atOnce(engine));
    }

    private Turns(int atOnce) {
        this(atOnce, 4 * atOnce);
    }

    private static int atOnce(FaceEngine engine) {
        // 15 bytes a pixel at worst, see PhotoDecoder, and half as much again for the pictures made of it
        long bytes = engine.settings().limits().maxPixels() * 22;
        int room =
                (int) Math.min(engine.settings().threads(), Runtime.getRuntime().maxMemory() / 2 / bytes);
        return Math.max(1, room);
    }

    /// A place in the line; to be left when the photo is done with.
    ///
    /// @throws Refusal.Busy if too many wait
    public Place enter() {
        if (!places.tryAcquire()) throw busy();
        return new Place();
    }

    private static Refusal busy() {
        return Refusal.busy(COME_AGAIN, "Too many photos are being looked at; try again in some seconds.");
    }

    public final class Place implements AutoCloseable {

        /// @throws Refusal.Busy if others take too long
        public <T> T work(Callable<T> task) throws Exception {
            if (!work.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) throw busy();
            try {
                return workers.submit(task).get();
            } catch (ExecutionException e) {
                throw cause(e);
            } finally {
                work.release();
            }
        }

        private static Exception cause(ExecutionException e) {
            if (e.getCause() instanceof Error error) throw error;
            return e.getCause() instanceof Exception cause ? cause : e;
        }

        @Override
        public void close() {
            places.release();
        }
    }
}
