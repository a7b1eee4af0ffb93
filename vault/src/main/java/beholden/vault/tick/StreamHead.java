package beholden.vault.tick;

/// The end of one numbering of cells within an epoch.
public final class StreamHead {

    private final byte[] tag;
    private final Heads.Stream stream;
    /// n of the next cell to be sealed; guarded by the log.
    private long next;
    /// Cells before this n are recorded.
    private volatile long recorded;
    private volatile boolean forgotten;

    public StreamHead(byte[] tag, Heads.Stream stream, long head) {
        this.tag = tag;
        this.stream = stream;
        this.next = head;
        this.recorded = head;
    }

    public long next() {
        return next;
    }

    public void advance(int cells) {
        next += cells;
    }

    public long recorded() {
        return recorded;
    }

    /// The cell `n` is recorded; called in the order of n, by the ticker alone.
    void record(long n) {
        recorded = n + 1;
    }

    /// The cell `n` is about to be written.
    void raise(Heads heads, long n) {
        if (!forgotten) {
            heads.raise(tag, stream, n + 1);
        }
    }

    /// The keys are gone: what waits still is written, but no longer counted.
    public void forget() {
        forgotten = true;
    }
}
