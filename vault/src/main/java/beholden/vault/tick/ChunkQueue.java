package beholden.vault.tick;

import beholden.vault.setup.VaultSettings;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// Chunks of files that wait for a tick, first come first served, and the room reserved for those to come.
///
/// At most [#MOST] chunks wait or are reserved, since they are in memory. A chunk is due once the keyring was
/// written after it came, so that the key of its folder is on disk before it is. Safe for use by many threads.
final class ChunkQueue {

    /// Chunks that may wait: 64 MiB at the standard length.
    static final int MOST = 2_048;

    private final Duration interval;
    private final Queue<Waiting.ForChunk> waiting = new ArrayDeque<>();
    private int reserved;
    private int due;
    private boolean closed;

    ChunkQueue(VaultSettings settings) {
        this.interval = settings.tick().multipliedBy(settings.ticksPerChunk());
    }

    /// Reserves room for all of these chunks, or for none.
    ///
    /// @throws NoRoomException      if there is not as much room now
    /// @throws NotRecordedException if there never will be, or the vault is closed
    synchronized ChunkRoom reserve(int chunks) throws NotRecordedException {
        if (closed) throw new NotRecordedException(Ticker.CLOSED);
        if (chunks > MOST) {
            throw new NotRecordedException(
                    "not recorded: %,d chunks at once; at most %,d wait, so they never could be; put them as several files, one after the other"
                            .formatted(chunks, MOST));
        }
        int missing = waiting.size() + reserved + chunks - MOST;
        if (missing > 0) {
            throw new NoRoomException(
                    "not recorded: %,d chunks of files wait already, at one every %s; try again later"
                            .formatted(waiting.size() + reserved, interval),
                    interval.multipliedBy(missing));
        }
        reserved += chunks;
        return new ChunkRoom(this, chunks);
    }

    /// Lets chunks wait in room that was reserved for them.
    synchronized void add(List<Waiting.ForChunk> more, ChunkRoom room) throws NotRecordedException {
        if (closed) throw new NotRecordedException(Ticker.CLOSED);
        room.take(more.size());
        reserved -= more.size();
        waiting.addAll(more);
    }

    synchronized void giveBack(int chunks) {
        reserved -= chunks;
    }

    /// The chunk whose turn it is, if one is due; it stays until [#removeFirst()].
    synchronized Waiting.@Nullable ForChunk first() {
        return due > 0 ? waiting.peek() : null;
    }

    synchronized void removeFirst() {
        waiting.remove();
        due--;
    }

    /// The first `count` chunks are due: the keyring was written since they came.
    synchronized void due(int count) {
        due = count;
    }

    synchronized int size() {
        return waiting.size();
    }

    /// Takes nothing more.
    ///
    /// @return those that waited
    synchronized List<Waiting.ForChunk> close() {
        closed = true;
        List<Waiting.ForChunk> left = new ArrayList<>(waiting);
        waiting.clear();
        due = 0;
        return left;
    }
}
