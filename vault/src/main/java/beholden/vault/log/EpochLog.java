package beholden.vault.log;

import beholden.vault.cell.Cell;
import beholden.vault.cell.CellStore;
import beholden.vault.cell.CellStoreException;
import beholden.vault.cell.Label;
import beholden.vault.key.EpochKey;
import beholden.vault.seal.DisclosedCell;
import beholden.vault.seal.Labels;
import beholden.vault.seal.Sealer;
import beholden.vault.tick.Heads;
import beholden.vault.tick.StreamHead;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Set;

/// One epoch of one agency's log: its labels, its seal, and how far it reaches.
public final class EpochLog {

    private final int epoch;
    private final Labels labels;
    private final Sealer.Keyed seal;
    private final StreamHead events;
    private final StreamHead snapshots;

    /// Finds the epoch's end in the store. `key` may be closed afterwards.
    public EpochLog(EpochKey key, Sealer sealer, CellStore store, Heads heads) throws CellStoreException {
        this.epoch = key.epoch();
        this.labels = new Labels(key.labelKey().bytes(), epoch);
        this.seal = sealer.under(key.boxKey().bytes());
        byte[] tag = labels.tag();
        long eventCount = HeadSearch.find(store, labels::event, heads.count(tag, Heads.Stream.EVENTS));
        this.events = new StreamHead(tag, Heads.Stream.EVENTS, eventCount);
        long snapshotCount = HeadSearch.find(store, labels::snapshot, heads.count(tag, Heads.Stream.SNAPSHOTS));
        this.snapshots = new StreamHead(tag, Heads.Stream.SNAPSHOTS, snapshotCount);
    }

    private EpochLog(EpochKey key, Sealer sealer) {
        this.epoch = key.epoch();
        this.labels = new Labels(key.labelKey().bytes(), epoch);
        this.seal = sealer.under(key.boxKey().bytes());
        this.events = new StreamHead(labels.tag(), Heads.Stream.EVENTS, 0);
        this.snapshots = new StreamHead(labels.tag(), Heads.Stream.SNAPSHOTS, 0);
    }

    /// A log for a key made just now, which asks no store: there can be nothing of it.
    public static EpochLog begun(EpochKey key, Sealer sealer) {
        return new EpochLog(key, sealer);
    }

    int epoch() {
        return epoch;
    }

    StreamHead head(Heads.Stream stream) {
        return stream == Heads.Stream.EVENTS ? events : snapshots;
    }

    Label label(Heads.Stream stream, long n) {
        return stream == Heads.Stream.EVENTS ? labels.event(n) : labels.snapshot(n);
    }

    Cell seal(Heads.Stream stream, long n, byte[] content, int boxLength) {
        Label label = label(stream, n);
        return new Cell(label, seal.seal(content, boxLength, label.bytes()));
    }

    /// Content of the cell `n`.
    ///
    /// @throws GeneralSecurityException if the box is not what was sealed for it
    Payload open(long n, Cell cell) throws GeneralSecurityException {
        return Payload.parse(seal.open(cell.box(), cell.label().bytes()), new Position(epoch, n));
    }

    DisclosedCell disclose(Cell cell) {
        return new DisclosedCell(cell, seal.keyOf(cell.box()));
    }

    /// Whether the keys of this epoch are among those with these tags.
    boolean isIn(Set<ByteBuffer> tags) {
        return tags.contains(ByteBuffer.wrap(labels.tag()));
    }

    void forget() {
        events.forget();
        snapshots.forget();
    }
}
