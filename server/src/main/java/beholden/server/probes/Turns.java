package beholden.server.probes;

import beholden.server.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets few photos be worked on at once, since a decoded one takes hundreds of megabytes, and few wait.
final class Turns {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration COME_AGAIN = Duration.ofSeconds(10);

    /// Requests are served by virtual threads, all of which would stand still while networks keep their carriers busy.
    /// None of these stays when its photo is done: a server that stops would log that there were some.
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

    /// As many as there are threads for, if the heap has room for them.
    static Turns forPhotos(int threads, long mostPixels) {
        // 15 bytes a pixel at worst, see PhotoDecoder, and half as much again for the pictures made of it
        long bytes = mostPixels * 22;
        int room = (int) Math.min(threads, Runtime.getRuntime().maxMemory() / 2 / bytes);
        int atOnce = Math.max(1, room);
        return new Turns(atOnce, 4 * atOnce);
    }

    /// A place in the line; to be left when the photo is done with.
    ///
    /// @throws Refusal.Busy if too many wait
    Place enter() {
        if (!places.tryAcquire()) throw busy();
        return new Place();
    }

    private static Refusal busy() {
        return Refusal.busy(COME_AGAIN, "Too many photos are being looked at; try again in some seconds.");
    }

    final class Place implements AutoCloseable {

        /// @throws Refusal.Busy if others take too long
        <T> T work(Callable<T> task) throws Exception {
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
