package beholden.server.imports;

import java.time.Duration;
import java.util.function.UnaryOperator;

/// An import in memory: its order, and how it stands, for whoever watches. Safe for use by many threads.
final class Import {
    private final ImportOrder order;
    private ImportStand stand;
    private long version;

    /// How it stood at one moment.
    ///
    /// @param version grows with every change
    record Seen(long version, ImportStand stand) {}

    Import(ImportOrder order, ImportStand stand) {
        this.order = order;
        this.stand = stand;
    }

    ImportOrder order() {
        return order;
    }

    synchronized ImportStand stand() {
        return stand;
    }

    synchronized ImportState state() {
        return stand.state();
    }

    synchronized ImportStand change(UnaryOperator<ImportStand> how) {
        stand = how.apply(stand);
        version++;
        notifyAll();
        return stand;
    }

    /// Wakes whoever watches, though nothing changed.
    synchronized void wake() {
        version++;
        notifyAll();
    }

    /// How it stands once it has changed since `seen`, or when patience ends.
    ///
    /// @param seen -1 for at once
    synchronized Seen after(long seen, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        for (long left = patience.toMillis();
                version <= seen && left > 0;
                left = (end - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
        return new Seen(version, stand);
    }
}
