package beholden.vault.tick;

import beholden.ground.FairQueue;
import beholden.vault.key.AgencyId;
import beholden.vault.setup.VaultSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Chunks of files that wait for a tick, agencies taking turns, and the room reserved for those to come.
///
/// At most [#MOST] chunks wait or are reserved, since they are in memory. A chunk is due once the keyring was
/// written after it came, so that the key of its folder is on disk before it is; an agency none of whose chunks is due
/// keeps its turn. Safe for use by many threads.
final class ChunkQueue {

    /// Chunks that may wait: 64 MiB at the standard length.
    static final int MOST = 2_048;

    private final Duration interval;
    private final FairQueue<Optional<AgencyId>, Numbered> waiting = new FairQueue<>();
    private int reserved;
    private long came;
    private long due;
    private boolean closed;

    /// @param number of chunks that came before it
    private record Numbered(long number, Waiting.ForChunk chunk) {}

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
        for (Waiting.ForChunk chunk : more) {
            waiting.add(Optional.ofNullable(chunk.agency()), new Numbered(came++, chunk));
        }
    }

    synchronized void giveBack(int chunks) {
        reserved -= chunks;
    }

    /// The chunk whose turn it is, if one is due; it stays until [#removeFirst()].
    synchronized Waiting.@Nullable ForChunk first() {
        return next().map(owner -> waiting.first(owner).chunk()).orElse(null);
    }

    synchronized void removeFirst() {
        waiting.remove(next().orElseThrow());
    }

    /// The owner who has the next turn among those of whose chunks one is due.
    private Optional<Optional<AgencyId>> next() {
        return waiting.owners().stream()
                .filter(owner -> waiting.first(owner).number() < due)
                .findFirst();
    }

    /// How many chunks ever came.
    synchronized long came() {
        return came;
    }

    /// The first `count` chunks that ever came are due: the keyring was written since.
    synchronized void due(long count) {
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
        return waiting.removeAll().stream().map(Numbered::chunk).toList();
    }
}
