package beholden.server.imports;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/// An import in memory: its order, and how it stands, for whoever watches. Safe for use by many threads: what is
/// noted on disk is noted in the order of the changes.
final class Import {
    private final ImportOrder order;
    private ImportStand stand;
    private long version;

    /// The state of an import at one moment.
    ///
    /// @param version grows with every change
    record Seen(long version, ImportStand stand) {}

    /// Notes on disk how an import stands.
    @FunctionalInterface
    interface Note {
        void write(ImportOrder order, ImportStand stand) throws IOException;
    }

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

    /// Changes how it stands, on disk first: if that fails, nothing has changed.
    synchronized ImportStand change(UnaryOperator<ImportStand> how, Note onDisk) throws IOException {
        ImportStand next = how.apply(stand);
        onDisk.write(order, next);
        return change(_ -> next);
    }

    /// Notes on disk how it stands.
    synchronized void note(Note onDisk) throws IOException {
        onDisk.write(order, stand);
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
