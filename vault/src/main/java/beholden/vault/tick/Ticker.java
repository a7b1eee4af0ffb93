package beholden.vault.tick;

import beholden.ground.FairQueue;
import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import beholden.vault.key.AgencyId;
import beholden.vault.key.Keyring;
import beholden.vault.setup.VaultParts;
import beholden.vault.setup.VaultSettings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the same number of cells at every tick, whoever has something to write: real ones,
/// agencies taking turns, the rest random bytes; every so many ticks one chunk; and every so many ticks the keyring
/// anew.
///
/// What a tick writes is first noted in the pending file. Until all of it is in the store and the ledger,
/// later ticks carry on with it and write nothing else. Safe for use by many threads.
public final class Ticker {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);

    /// Cells that may wait: five and a half hours' worth at five a second, in 100 MB of memory. Nobody takes the last
    /// of it: an agency may have as many waiting as there is room left for others.
    private static final int MOST_WAITING_CELLS = 100_000;

    /// A tick that takes longer has a store or a disk that does not answer.
    private static final Duration SLOW = Duration.ofMillis(1_500);

    static final String CLOSED = "not recorded: the vault is closed";

    private final VaultSettings settings;
    private final VaultParts parts;
    private final Heads heads;
    private final Pending pending;
    private final Recorder recorder;
    private final Keyring keyring;

    private final Object queues = new Object();
    private final FairQueue<AgencyId, Waiting.ForCell> cells = new FairQueue<>();
    private final ChunkQueue chunks;
    private final Use cellUse;
    private final Use chunkUse;
    private @Nullable String trouble;
    private @Nullable Long tickBegan;
    private boolean closed;

    // of the tick under way; guarded by this
    private long sequence;
    private @Nullable Taken inHand;

    private boolean noted;

    /// A batch and those who wait for it.
    private record Taken(Batch batch, byte[] heads, List<Waiting> real) {}

    /// Makes the next batch.
    @FunctionalInterface
    private interface Taking {
        Taken take() throws IOException;
    }

    /// @param sequence of the last batch that was carried out
    public Ticker(
            VaultSettings settings,
            VaultParts parts,
            Heads heads,
            Pending pending,
            Recorder recorder,
            Keyring keyring,
            long sequence) {
        this.settings = settings;
        this.parts = parts;
        this.heads = heads;
        this.pending = pending;
        this.recorder = recorder;
        this.keyring = keyring;
        this.sequence = sequence;
        this.chunks = new ChunkQueue(settings);
        this.cellUse = new Use(VaultHealth.WINDOW);
        this.chunkUse = new Use(VaultHealth.WINDOW);
    }

    /// Lets cells of an agency wait, in this order and behind all others of it, or none of them.
    ///
    /// @throws NotRecordedException if too many wait already, or the vault is closed
    public void addCells(AgencyId agency, List<Waiting.ForCell> more) throws NotRecordedException {
        synchronized (queues) {
            requireOpen();
            int missing = cells.size(agency) + cells.size() + more.size() - MOST_WAITING_CELLS;
            if (missing > 0) {
                throw new NoRoomException(
                        "not recorded: %,d cells wait already, at %,d every %s; try again later"
                                .formatted(cells.size(), settings.cellsPerTick(), settings.tick()),
                        settings.tick().multipliedBy(Math.ceilDiv(missing, settings.cellsPerTick())));
            }
            more.forEach(cell -> cells.add(agency, cell));
        }
    }

    /// Reserves room for chunks that are still to come; all of it or none.
    ///
    /// @throws NoRoomException      if there is not as much room now
    /// @throws NotRecordedException if there never will be, or the vault is closed
    public ChunkRoom reserve(int count) throws NotRecordedException {
        return chunks.reserve(count);
    }

    /// Lets chunks wait in the room reserved for them, behind all others of their agency.
    ///
    /// @throws IllegalArgumentException if less is reserved
    /// @throws NotRecordedException     if the vault is closed
    public void addChunks(List<Waiting.ForChunk> more, ChunkRoom room) throws NotRecordedException {
        chunks.add(more, room);
    }

    /// One tick.
    ///
    /// @return those whose events and files are recorded now
    /// @throws IOException if the batch could not be carried out; the next tick goes on with it
    public synchronized List<Receipt<?>> tick() throws IOException {
        return carryOut(this::take);
    }

    /// Writes this many dummies more than the schedule does, at most [#most()]: for compaction, on an idle
    /// vault.
    public synchronized void pad(int count) throws IOException {
        if (inHand != null) {
            carryOut(this::take);
        }
        carryOut(() -> taken(new Batch(sequence + 1, recorder.ledger().size(), dummies(count), null), List.of()));
    }

    /// Counts these epochs alone from now on, under this key, in memory and in the pending file.
    public synchronized void keepHeads(Set<ByteBuffer> tags, byte[] key) throws IOException {
        heads.keepOnly(tags);
        heads.rekey(key);
        if (inHand != null) {
            inHand = taken(inHand.batch, inHand.real);
        }
        pending.rewrite(heads);
    }

    private Taken taken(Batch batch, List<Waiting> real) {
        return new Taken(batch, heads.seal(batch), real);
    }

    public int most() {
        return pending.layout().cells();
    }

    private List<Receipt<?>> carryOut(Taking next) throws IOException {
        synchronized (queues) {
            requireOpen();
            tickBegan = System.nanoTime();
        }
        try {
            Taken taken = inHand;
            if (taken == null) {
                taken = next.take();
                inHand = taken;
                noted = false;
            }
            // once only: were it torn by a crash in a second writing, what the store has already would be forgotten
            if (!noted) {
                pending.write(taken.batch, taken.heads);
                noted = true;
            }
            recorder.record(taken.batch);
            sequence = taken.batch.sequence();
            inHand = null;
            noteTrouble(null);
            return recorded(taken);
        } catch (Throwable e) {
            noteTrouble(e instanceof Error ? e.toString() : String.valueOf(e.getMessage()));
            throw e;
        } finally {
            synchronized (queues) {
                tickBegan = null;
            }
        }
    }

    /// The next batch. What waits leaves its queue last, when nothing can fail any more.
    private Taken take() throws IOException {
        long number = sequence + 1;
        int size;
        List<Waiting.ForCell> realCells;
        synchronized (queues) {
            size = parts.pace().cells(settings.cellsPerTick(), cells.size());
            realCells = cells.next(size);
        }
        if (number % settings.ticksPerKeyring() == 0) writeKeyring();
        Waiting.ForChunk realChunk = writesChunk(number) ? chunks.first() : null;
        List<Cell> batch = new ArrayList<>();
        for (Waiting.ForCell waiting : realCells) {
            waiting.head().raise(heads, waiting.n());
            batch.add(waiting.cell());
        }
        batch.addAll(dummies(size - batch.size()));
        Chunk chunk = null;
        if (realChunk != null) {
            chunk = realChunk.chunk();
        } else if (writesChunk(number)) {
            chunk = new Chunk(dummyLabel(), parts.dummies().bytes(settings.chunkLength()));
        }
        parts.arrangement().arrange(batch);
        List<Waiting> real = new ArrayList<>(realCells);
        if (realChunk != null) real.add(realChunk);
        Taken taken = taken(new Batch(number, recorder.ledger().size(), List.copyOf(batch), chunk), real);
        synchronized (queues) {
            realCells.forEach(cell -> cells.remove(cell.agency()));
            cellUse.add(realCells.size(), size);
            if (writesChunk(number)) chunkUse.add(realChunk == null ? 0 : 1, 1);
        }
        if (realChunk != null) chunks.removeFirst();
        return taken;
    }

    /// Writes the keyring anew on a schedule, so that neither its bytes nor its time tell whether an agency, an
    /// epoch or a folder came or went since. If that fails, files that came since the last time wait for the next.
    private void writeKeyring() {
        // before the keyring is written: what comes meanwhile may have a key that is not in it
        long came = chunks.came();
        try {
            keyring.refresh();
            chunks.due(came);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the keyring could not be written anew and will be next time: {}", e.getMessage());
        }
    }

    private boolean writesChunk(long number) {
        return number % settings.ticksPerChunk() == 0;
    }

    private List<Cell> dummies(int count) {
        List<Cell> dummies = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            dummies.add(new Cell(dummyLabel(), parts.dummies().bytes(settings.boxLength())));
        }
        return dummies;
    }

    private Label dummyLabel() {
        return new Label(parts.dummies().bytes(Label.LENGTH));
    }

    private static List<Receipt<?>> recorded(Taken taken) {
        List<Receipt<?>> receipts = new ArrayList<>();
        for (Waiting waiting : taken.real) {
            if (waiting instanceof Waiting.ForCell cell) {
                cell.head().record(cell.n());
            }
            Receipt<?> receipt = waiting.receipt();
            if (receipt != null) {
                receipts.add(receipt);
            }
        }
        return receipts;
    }

    public VaultHealth health() {
        synchronized (queues) {
            return new VaultHealth(
                    cells.size(),
                    chunks.size(),
                    cellUse.share(),
                    chunkUse.share(),
                    settings.tick().multipliedBy(1 + cells.size() / settings.cellsPerTick()),
                    settings.ticksPerChunk(),
                    isSlow() ? "it is under way still: the store or the disk does not answer" : trouble);
        }
    }

    private boolean isSlow() {
        return tickBegan != null && System.nanoTime() - tickBegan > SLOW.toNanos();
    }

    /// Ends the tick under way and takes nothing more; who waits still is told that nothing was recorded.
    public void close() {
        synchronized (this) {
            List<Waiting> left = new ArrayList<>();
            synchronized (queues) {
                closed = true;
                left.addAll(cells.removeAll());
            }
            left.addAll(chunks.close());
            refuse(left, "not recorded: the vault was closed before its turn came");
            if (inHand != null) {
                refuse(
                        inHand.real,
                        noted
                                ? "the vault was closed while this was being written; it is recorded once the vault is"
                                        + " opened again"
                                : "the vault was closed while this was being written; read the log when the vault is"
                                        + " open again to see whether it is recorded");
            }
        }
    }

    private static void refuse(Collection<? extends Waiting> waiting, String why) {
        for (Waiting one : waiting) {
            Receipt<?> receipt = one.receipt();
            if (receipt != null) {
                receipt.refuse(new NotRecordedException(why));
            }
        }
    }

    private void requireOpen() throws NotRecordedException {
        if (closed) {
            throw new NotRecordedException(CLOSED);
        }
    }

    private void noteTrouble(@Nullable String message) {
        synchronized (queues) {
            trouble = message;
        }
    }
}
