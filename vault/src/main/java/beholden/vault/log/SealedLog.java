package beholden.vault.log;

import beholden.vault.cell.Cell;
import beholden.vault.cell.CellStore;
import beholden.vault.cell.Label;
import beholden.vault.file.DamagedFileException;
import beholden.vault.file.FileRef;
import beholden.vault.file.SealedFiles;
import beholden.vault.key.AgencyId;
import beholden.vault.setup.VaultException;
import beholden.vault.setup.VaultParts;
import beholden.vault.tick.Heads.Stream;
import beholden.vault.tick.NotRecordedException;
import beholden.vault.tick.Receipt;
import beholden.vault.tick.StreamHead;
import beholden.vault.tick.Ticker;
import beholden.vault.tick.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// The events of one agency, in the order in which they were appended.
///
/// An event is recorded when it is durable in the store and in the ledger; only then is it read. Nobody
/// without the agency's keys finds, reads or counts events, or tells them from random bytes. Safe for use
/// by many threads; there is one log per agency and vault.
public final class SealedLog {

    /// Longest event, in bytes.
    public static final int MAX_EVENT = 1 << 20;

    private static final int SNAPSHOT_NOTE = 12 + FileRef.LENGTH;

    private final AgencyId agency;
    private final VaultParts parts;
    private final CellStore store;
    private final Ticker ticker;
    private final SealedFiles files;
    private final int contentRoom;

    /// Those whose keys there are, oldest first; the last one is written to. Empty once the agency is
    /// shredded.
    private volatile List<EpochLog> epochs;

    public SealedLog(
            AgencyId agency,
            VaultParts parts,
            CellStore store,
            Ticker ticker,
            SealedFiles files,
            List<EpochLog> epochs) {
        this.agency = agency;
        this.parts = parts;
        this.store = store;
        this.ticker = ticker;
        this.files = files;
        this.contentRoom = store.boxLength() - parts.sealer().overhead();
        this.epochs = List.copyOf(epochs);
    }

    /// Appends an event; it takes its turns behind what waits already of this agency.
    ///
    /// The result completes with the event's position once it is recorded, or with a
    /// [NotRecordedException]. Actions hung on the result without an executor must be short.
    ///
    /// @param event 1 to [#MAX_EVENT] bytes
    /// @throws IllegalArgumentException if it is empty or longer
    public CompletableFuture<Position> append(byte[] event) {
        if (event.length < 1 || event.length > MAX_EVENT) {
            throw new IllegalArgumentException(
                    "an event of %,d bytes; it has 1 to %,d; put larger things into a sealed file"
                            .formatted(event.length, MAX_EVENT));
        }
        parts.trace().appends(agency);
        return append(Stream.EVENTS, event);
    }

    private synchronized CompletableFuture<Position> append(Stream stream, byte[] content) {
        CompletableFuture<Position> future = new CompletableFuture<>();
        if (epochs.isEmpty()) {
            future.completeExceptionally(new NotRecordedException("not recorded: the agency was shredded"));
            return future;
        }
        EpochLog epoch = epochs.getLast();
        StreamHead head = epoch.head(stream);
        long first = head.next();
        Position position = new Position(epoch.epoch(), first);
        Receipt<Position> receipt = new Receipt<>(future, position);
        List<byte[]> contents = Payload.split(content, position, contentRoom);
        List<Waiting.ForCell> waiting = new ArrayList<>(contents.size());
        for (int i = 0; i < contents.size(); i++) {
            long n = first + i;
            Cell cell = epoch.seal(stream, n, contents.get(i), store.boxLength());
            waiting.add(new Waiting.ForCell(agency, cell, head, n, i == contents.size() - 1 ? receipt : null));
        }
        try {
            ticker.addCells(agency, waiting);
            head.advance(contents.size());
        } catch (NotRecordedException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    /// All events from a position on.
    ///
    /// @throws IOException if the store does not answer
    public Reading read(Position from) throws IOException {
        return read(from, Integer.MAX_VALUE);
    }

    /// The first `most` events from a position on; [Reading#next()] tells where to read on.
    ///
    /// @throws IOException if the store does not answer
    public Reading read(Position from, int most) throws IOException {
        if (most < 1) {
            throw new IllegalArgumentException("at most " + most + " events; ask for 1 or more");
        }
        List<EpochLog> live = epochs;
        List<SealedEvent> events = new ArrayList<>();
        List<Damage> damages = new ArrayList<>();
        Position next = from.epoch() == 0 ? new Position(1, 0) : from;
        for (EpochLog epoch : live) {
            if (events.size() >= most) {
                break;
            }
            for (; next.epoch() < epoch.epoch(); next = new Position(next.epoch() + 1, 0)) {
                damages.add(new Damage(next, new Position(next.epoch() + 1, 0), Damage.Cause.SHREDDED));
            }
            if (next.epoch() == epoch.epoch()) {
                next = read(epoch, next.cell(), most, events, damages);
                if (epoch != live.getLast() && events.size() < most) {
                    next = new Position(epoch.epoch() + 1, 0);
                }
            }
        }
        return new Reading(events, damages, next);
    }

    private Position read(EpochLog epoch, long from, int most, List<SealedEvent> events, List<Damage> damages)
            throws IOException {
        long head = epoch.head(Stream.EVENTS).recorded();
        EventReader reader = new EventReader(epoch.epoch(), from, events);
        long n = from;
        while (n < head && events.size() < most) {
            // an event takes one cell at least; so no more are fetched than are asked for
            int size = (int) Math.min(Math.min(CellStore.MAX_FETCH, head - n), most - events.size());
            List<Label> labels = new ArrayList<>(size);
            for (int i = 0; i < size; i++) {
                labels.add(epoch.label(Stream.EVENTS, n + i));
            }
            Map<Label, Cell> cells = fetch(labels);
            for (int i = 0; i < size && events.size() < most; i++, n++) {
                Cell cell = cells.get(labels.get(i));
                Payload payload = cell == null ? null : open(epoch, n, cell);
                if (payload != null) {
                    reader.present(n, payload);
                } else {
                    reader.lost(n, cell == null ? Damage.Cause.REMOVED : Damage.Cause.ALTERED);
                }
            }
        }
        long next = Math.max(from, reader.end(n));
        damages.addAll(reader.damages());
        return new Position(epoch.epoch(), next);
    }

    /// The ledger's entries for the cells of an event, in their order: what proves to outsiders that it is
    /// recorded.
    ///
    /// @param event position of a recorded event
    /// @throws IOException if the store does not answer, or the event cannot be read whole
    public List<byte[]> ledgerEntries(Position event) throws IOException {
        return cells(epoch(event), event).stream().map(Cell::entry).toList();
    }

    /// An event for others to read, with the keys of its own cells alone.
    ///
    /// @param event position of a recorded event
    /// @throws IOException if the store does not answer, or the event cannot be read whole
    public DisclosedEvent disclose(Position event) throws IOException {
        EpochLog epoch = epoch(event);
        return new DisclosedEvent(
                cells(epoch, event).stream().map(epoch::disclose).toList());
    }

    private EpochLog epoch(Position event) throws VaultException {
        return epochs.stream()
                .filter(live -> live.epoch() == event.epoch())
                .findFirst()
                .orElseThrow(() -> new VaultException("the keys of epoch " + event.epoch() + " were shredded"));
    }

    private List<Cell> cells(EpochLog epoch, Position event) throws IOException {
        int count = payload(epoch, event.cell()).count();
        List<Cell> cells = new ArrayList<>(count);
        for (int i = 0; i < count; i++) cells.add(cell(epoch, event.cell() + i));
        return cells;
    }

    private Payload payload(EpochLog epoch, long n) throws IOException {
        Payload payload = open(epoch, n, cell(epoch, n));
        if (payload == null || payload.first() != n) {
            throw new VaultException("no event that can be read begins at cell " + n + " of epoch " + epoch.epoch());
        }
        return payload;
    }

    private Cell cell(EpochLog epoch, long n) throws IOException {
        List<Cell> cells = store.fetch(List.of(epoch.label(Stream.EVENTS, n)));
        if (cells.isEmpty()) {
            throw new VaultException("cell " + n + " of epoch " + epoch.epoch() + " is not in the store");
        }
        return cells.getFirst();
    }

    private Map<Label, Cell> fetch(List<Label> labels) throws IOException {
        Map<Label, Cell> cells = HashMap.newHashMap(labels.size());
        for (Cell cell : store.fetch(labels)) {
            cells.put(cell.label(), cell);
        }
        return cells;
    }

    private static @Nullable Payload open(EpochLog epoch, long n, Cell cell) {
        try {
            return epoch.open(n, cell);
        } catch (GeneralSecurityException _) {
            // what exactly is wrong with a box is nobody's business but the thief's
            return null;
        }
    }

    /// Position of the next event.
    public Position head() {
        List<EpochLog> live = epochs;
        return live.isEmpty()
                ? Position.START
                : new Position(
                        live.getLast().epoch(),
                        live.getLast().head(Stream.EVENTS).recorded());
    }

    /// Keeps the application's state after all events before `at`, so that [#open()] need not read those
    /// again.
    ///
    /// The state is sealed like a photo, under a key of its own kept in the epoch written to now: it
    /// outlives the
    /// shredding of earlier epochs, so leave out of it what is to be forgotten with them.
    ///
    /// @param state 1 to [SealedFiles#MAX_FILE] bytes
    /// @return completes once the snapshot is recorded
    public CompletableFuture<Void> snapshot(Position at, byte[] state) {
        return files.put(state)
                .thenCompose(ref -> append(
                                Stream.SNAPSHOTS,
                                ByteBuffer.allocate(SNAPSHOT_NOTE)
                                        .putInt(at.epoch())
                                        .putLong(at.cell())
                                        .put(ref.bytes())
                                        .array())
                        .thenApply(_ -> null));
    }

    /// The latest snapshot that can be read, and the events after it.
    ///
    /// @throws IOException if the store does not answer
    public Opening open() throws IOException {
        int damaged = 0;
        for (EpochLog epoch : epochs.reversed()) {
            for (long n = epoch.head(Stream.SNAPSHOTS).recorded() - 1; n >= 0; n--) {
                Snapshot snapshot = snapshot(epoch, n);
                if (snapshot != null) {
                    return new Opening(Optional.of(snapshot), read(snapshot.at()), damaged);
                }
                damaged++;
            }
        }
        return new Opening(Optional.empty(), read(Position.START), damaged);
    }

    private @Nullable Snapshot snapshot(EpochLog epoch, long n) throws IOException {
        List<Cell> cells = store.fetch(List.of(epoch.label(Stream.SNAPSHOTS, n)));
        Payload payload = cells.isEmpty() ? null : open(epoch, n, cells.getFirst());
        if (payload == null || payload.part().length != SNAPSHOT_NOTE) {
            return null;
        }
        ByteBuffer note = ByteBuffer.wrap(payload.part());
        Position at = new Position(note.getInt(), note.getLong());
        byte[] ref = new byte[FileRef.LENGTH];
        note.get(ref);
        try {
            return new Snapshot(at, files.get(FileRef.of(ref)));
        } catch (DamagedFileException _) {
            return null;
        }
    }

    public synchronized void add(EpochLog epoch) {
        List<EpochLog> more = new ArrayList<>(epochs);
        more.add(epoch);
        epochs = List.copyOf(more);
    }

    /// Forgets all epochs but those with these tags.
    public synchronized void keepOnly(Set<ByteBuffer> tags) {
        epochs.stream().filter(epoch -> !epoch.isIn(tags)).forEach(EpochLog::forget);
        epochs = epochs.stream().filter(epoch -> epoch.isIn(tags)).toList();
    }

    @Override
    public String toString() {
        return "sealed log";
    }
}
