package beholden.ledger;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A few threads with a short queue: who submits waits when it is full, so what is read never piles up.
final class Workers implements AutoCloseable {
    /// A piece of work.
    interface Work {
        void run() throws IOException;
    }

    private final int permits;
    private final Semaphore free;
    private final ExecutorService threads;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    Workers(int count) {
        permits = 2 * count;
        free = new Semaphore(permits);
        threads = Executors.newFixedThreadPool(count, work -> {
            Thread thread = new Thread(work, "ledger-audit");
            thread.setDaemon(true);
            return thread;
        });
    }

    /// @throws IOException if a piece of work before this one failed
    void submit(Work work) throws IOException, InterruptedException {
        throwFailure();
        free.acquire();
        threads.execute(() -> {
            try {
                if (failure.get() == null) {
                    work.run();
                }
            } catch (IOException | RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            } finally {
                free.release();
            }
        });
    }

    /// Waits until everything submitted is done.
    void await() throws IOException, InterruptedException {
        free.acquire(permits);
        free.release(permits);
        throwFailure();
    }

    private void throwFailure() throws IOException {
        Throwable thrown = failure.get();
        if (thrown instanceof IOException unreadable) {
            throw unreadable;
        }
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
