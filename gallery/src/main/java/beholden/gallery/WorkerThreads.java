package beholden.gallery;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One thread per core, for the parts of one piece of work.
final class WorkerThreads implements Closeable {

    // Below this many faces, handing work over costs more than it saves (a rotation takes about 10 µs).
    private static final int MIN_PART = 64;

    private final int count = Runtime.getRuntime().availableProcessors();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            count, Thread.ofPlatform().name("gallery-", 1).daemon().factory());

    /// Work on a part of a list.
    @FunctionalInterface
    interface Work<T> {
        void on(List<T> part) throws IOException;
    }

    int count() {
        return count;
    }

    ExecutorService threads() {
        return threads;
    }

    /// Does the work on parts of about equal length at the same time; returns when all are done.
    <T> void inParts(List<T> whole, Work<T> work) throws IOException {
        int parts = Math.min(count, (whole.size() + MIN_PART - 1) / MIN_PART);
        if (parts <= 1) {
            work.on(whole);
            return;
        }
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            List<T> part = whole.subList(
                    (int) ((long) whole.size() * i / parts), (int) ((long) whole.size() * (i + 1) / parts));
            tasks.add(() -> {
                work.on(part);
                return true;
            });
        }
        try {
            for (Future<Boolean> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while enrolling", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
