package beholden.vault.tick;

/// Room for chunks that are still to come: held for whoever reserved it, until it is filled or given back.
///
/// Whoever is about to do something that will leave files behind reserves first, so that a queue that is full
/// refuses the deed and not its files. Closing gives back what is left and may be repeated. Safe for use by many
/// threads.
public final class ChunkRoom implements AutoCloseable {

    private final ChunkQueue queue;
    /// Guarded by the queue.
    private int left;

    ChunkRoom(ChunkQueue queue, int chunks) {
        this.queue = queue;
        this.left = chunks;
    }

    /// How many chunks may still be put into it.
    public int left() {
        synchronized (queue) {
            return left;
        }
    }

    /// Takes some of the room; the caller holds the queue's lock.
    void take(int chunks) {
        if (chunks > left) {
            throw new IllegalArgumentException(
                    "a file of %,d chunks; room is reserved for %,d: reserve as many as the file has"
                            .formatted(chunks, left));
        }
        left -= chunks;
    }

    @Override
    public void close() {
        synchronized (queue) {
            queue.giveBack(left);
            left = 0;
        }
    }
}
