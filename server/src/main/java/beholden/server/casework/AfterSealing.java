package beholden.server.casework;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Threads for what is recorded once files are sealed.
///
/// A server that is told to stop closes them, and so waits until the files that it accepted are sealed and recorded as
/// such. Those that take too long for that are lost, as they are when it is killed.
public final class AfterSealing implements Executor, AutoCloseable {
    /// Longest wait at the end: for both kinds of files, and the requests before them, less than the 90 seconds after
    /// which service managers kill.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    /// Makes the end wait for work on files: their sealing, and what is recorded of it.
    public <T> CompletableFuture<T> awaiting(CompletableFuture<T> work) {
        underWay.add(work);
        return work.whenComplete((_, _) -> underWay.remove(work));
    }

    @Override
    public void close() {
        try {
            CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new))
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException _) {
            // What is lost then, its search or its case tells.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        threads.close();
    }
}
