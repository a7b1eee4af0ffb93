package beholden.ledger;

import beholden.ledger.LedgerFiles.TileFile;
import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.Subtrees;
import beholden.ledger.merkle.Subtrees.Range;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.NoteSigner;
import beholden.ledger.note.NoteVerifier;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A log that only grows: entries in order, the Merkle tree over them, and a signed checkpoint of the tree.
///
/// Guarantees, whenever the process or the machine stops:
/// - what [#append(List)] returned for is durable, and so is the checkpoint over it;
/// - of no two trees of one size are both ever signed, nor a tree that does not begin with all those signed
///   before;
/// - the folder can be opened again and goes on; an append that did not return is in it whole or not at all;
/// - no entry is signed that was put into the folder without the keys.
///
/// Does not guarantee that the folder was not put back to an older state as a whole: that, witnesses and
/// auditors see.
///
/// The folder is in the C2SP tlog-tiles layout and can be served as it is; beside it are `journal` and `lock`,
/// which need not be. Safe for use by many threads. Keeps the right edge of the tree in memory, no more.
public final class Ledger implements AutoCloseable {
    /// The most entries of one append.
    public static final int MAX_BATCH = 65_536;

    private final LedgerFiles files;
    private final LedgerLock lock;
    private final String origin;
    private List<NoteSigner> signers;

    private GrowingTree tree = new GrowingTree(new RightEdge());
    private SignedNote note;
    private State state = State.OPEN;

    private enum State {
        OPEN,
        FAILED,
        CLOSED
    }

    /// Starts a ledger with a signed checkpoint of the empty tree.
    ///
    /// @param folder  empty, or not there yet
    /// @param origin  names the log for ever, on every checkpoint; by custom a URL without its scheme
    /// @param signers each named like the origin, at least one of them Ed25519
    public static Ledger create(Path folder, String origin, List<NoteSigner> signers) throws IOException {
        return create(folder, origin, signers, Disk.REAL);
    }

    static Ledger create(Path folder, String origin, List<NoteSigner> signers, Disk disk) throws IOException {
        checkSigners(origin, signers);
        Files.createDirectories(folder);
        if (Files.exists(folder.resolve(LedgerFiles.CHECKPOINT)) || Files.exists(folder.resolve("tile"))) {
            throw new IOException(folder + ": there is a ledger already; open it, or create one in another folder");
        }
        LedgerLock lock = LedgerLock.take(folder);
        try {
            LedgerFiles files = new LedgerFiles(folder, disk);
            SignedNote first = sign(new Checkpoint(origin, 0, MerkleHash.empty()), signers);
            files.writeJournal(Journal.header(0));
            files.writeCheckpoint(first);
            return new Ledger(files, lock, origin, signers, first);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /// Opens a ledger, finishing what a crash interrupted.
    ///
    /// @param signers at least one of whom signed the last checkpoint; all of them sign the next. To change
    ///     keys: [#handOver(List, HandOver)].
    /// @throws LedgerInUseException if it is open already
    /// @throws DamagedLedgerException if its files are not as it left them
    public static Ledger open(Path folder, List<NoteSigner> signers) throws IOException {
        return open(folder, signers, Disk.REAL);
    }

    static Ledger open(Path folder, List<NoteSigner> signers, Disk disk) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException(folder + ": there is no such folder, so no ledger in it; create one first");
        }
        LedgerLock lock = LedgerLock.take(folder);
        try {
            LedgerFiles files = new LedgerFiles(folder, disk);
            SignedNote note = files.checkpoint();
            Checkpoint signed = verified(note, signers);
            checkSigners(signed.origin(), signers);
            Ledger ledger = new Ledger(files, lock, signed.origin(), signers, note);
            ledger.recover(files.journal(), signed);
            return ledger;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private Ledger(LedgerFiles files, LedgerLock lock, String origin, List<NoteSigner> signers, SignedNote note) {
        this.files = files;
        this.lock = lock;
        this.origin = origin;
        this.signers = List.copyOf(signers);
        this.note = note;
    }

    /// Leaves of the tree.
    ///
    /// @throws IllegalStateException if an append failed, since nobody knows then, or the ledger is closed
    public synchronized long size() {
        checkUsable();
        return tree.size();
    }

    /// The log's name, as on its checkpoints.
    public String origin() {
        return origin;
    }

    /// The signed checkpoint of the tree as it is.
    public synchronized SignedNote checkpoint() {
        return note;
    }

    /// Adds entries, all or none, and signs the tree with them. No entries: the checkpoint as it is.
    ///
    /// If it throws an [IOException], the entries may be in the ledger or not, and it takes no more; close and
    /// open it, and see its size.
    ///
    /// @param entries at most [#MAX_BATCH], of at most 65,535 bytes each and 16 MiB together
    /// @return the checkpoint over all entries up to these, durable and signed
    public synchronized Checkpoint append(List<byte[]> entries) throws IOException {
        checkUsable();
        if (entries.isEmpty()) {
            return new Checkpoint(origin, tree.size(), tree.root());
        }
        if (entries.size() > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "%,d entries at once are over the limit of %,d".formatted(entries.size(), MAX_BATCH));
        }
        byte[] record = Journal.record(tree.size(), entries, journalKeys());
        if (record.length > Journal.MAX_RECORD) {
            throw new IllegalArgumentException("%,d bytes of entries at once are over the limit of %,d"
                    .formatted(record.length, Journal.MAX_RECORD));
        }
        state = State.FAILED;
        long before = tree.size();
        files.appendToJournal(record);
        List<TileFile> tiles = tree.grow(entries);
        files.writeTiles(tiles);
        Checkpoint checkpoint = publish();
        if (tree.size() / TileName.WIDTH > before / TileName.WIDTH) {
            forget(before);
        }
        state = State.OPEN;
        return checkpoint;
    }

    /// Step that makes other signers count, once the present ones have signed together with them.
    @FunctionalInterface
    public interface HandOver {
        /// @param both the present checkpoint, signed by the signers of before and by the next: proves these to
        ///     whoever trusts those
        void take(SignedNote both) throws IOException;
    }

    /// Hands the ledger over to other signers. The present checkpoint is signed by the old and the next together,
    /// so that the ledger opens with either; then `moment` happens; from then on the next alone sign. Nothing is
    /// appended in between.
    ///
    /// If it throws, all stays as it was, and the ledger opens with either until the next append.
    ///
    /// @param next at least one, each named like the origin
    public synchronized void handOver(List<NoteSigner> next, HandOver moment) throws IOException {
        checkUsable();
        checkSigners(origin, next);
        SignedNote both = sign(
                new Checkpoint(origin, tree.size(), tree.root()),
                Stream.concat(signers.stream(), next.stream()).toList());
        files.writeCheckpoint(both);
        note = both;
        moment.take(both);
        signers = List.copyOf(next);
    }

    /// Proof that the entry at `index` is in the tree as it is.
    ///
    /// @throws DamagedLedgerException if the tiles it needs were changed
    public List<Hash> inclusionProof(long index) throws IOException {
        return inclusionProof(index, size());
    }

    /// Proof that the entry at `index` is in the tree of the first `size` leaves.
    ///
    /// @throws DamagedLedgerException if the tiles it needs were changed
    /// @throws IllegalArgumentException if there is no such entry or size
    public List<Hash> inclusionProof(long index, long size) throws IOException {
        RightEdge now = edge(size);
        return new TreeTiles(now, files::fullTile).roots(Subtrees.ofInclusion(index, size));
    }

    /// Proof that the tree of the first `from` leaves is the beginning of that of the first `to`.
    ///
    /// @throws DamagedLedgerException if the tiles it needs were changed
    /// @throws IllegalArgumentException if there are no such sizes
    public List<Hash> consistencyProof(long from, long to) throws IOException {
        RightEdge now = edge(to);
        return new TreeTiles(now, files::fullTile).roots(Subtrees.ofConsistency(from, to));
    }

    /// The root of the tree of the first `size` leaves.
    ///
    /// @throws DamagedLedgerException if the tiles it needs were changed
    /// @throws IllegalArgumentException if there is no such size
    public Hash root(long size) throws IOException {
        RightEdge now = edge(size);
        return size == 0 ? MerkleHash.empty() : new TreeTiles(now, files::fullTile).root(new Range(0, size));
    }

    /// Lets others open the ledger. Whatever was appended is durable already.
    @Override
    public synchronized void close() throws IOException {
        state = State.CLOSED;
        lock.close();
    }

    private synchronized RightEdge edge(long size) {
        checkUsable();
        if (size < 0 || size > tree.size()) {
            throw new IllegalArgumentException("the ledger has %,d entries, not %,d".formatted(tree.size(), size));
        }
        return tree.edge();
    }

    private void checkUsable() {
        switch (state) {
            case OPEN -> {}
            case FAILED ->
                throw new IllegalStateException(
                        "an append to the ledger of " + origin + " failed before; close the ledger and open it again");
            case CLOSED -> throw new IllegalStateException("the ledger of " + origin + " is closed");
        }
    }

    // The journal is the truth after a crash: it is made durable, the tiles are written again from it, then what
    // it holds beyond the last checkpoint is signed.
    private synchronized void recover(Journal journal, Checkpoint signed) throws IOException {
        if (signed.size() < journal.base() || signed.size() > journal.size()) {
            throw new DamagedLedgerException(
                    "journal: it goes from %,d to %,d leaves, and %,d are signed; one of journal and checkpoint is older"
                            .formatted(journal.base(), journal.size(), signed.size()));
        }
        tree = new GrowingTree(files.edge(journal.base()));
        int known = (int) (signed.size() - journal.base());
        List<TileFile> tiles = new ArrayList<>(tree.grow(journal.entries().subList(0, known)));
        if (!tree.root().equals(signed.root())) {
            throw new DamagedLedgerException(
                    "checkpoint: its tree of %,d leaves is not that of the tiles and the journal"
                            .formatted(signed.size()));
        }
        requireOwn(journal, signed);
        // A process that was killed leaves a journal, and a name of it, that may be in the system's memory alone;
        // nothing may be signed, nor added to it, before both are on the disk.
        files.writeJournal(Journal.encode(journal.base(), journal.entries(), journalKeys()));
        tiles.addAll(
                tree.grow(journal.entries().subList(known, journal.entries().size())));
        tiles.addAll(olderPartials());
        files.writeTiles(tiles);
        if (tree.size() > signed.size()) {
            publish();
        }
        if (tree.size() - journal.base() >= TileName.WIDTH) {
            forget(journal.base());
        }
    }

    // The root vouches for what is signed; for what comes after it, only a signature of the record does.
    private void requireOwn(Journal journal, Checkpoint signed) throws DamagedLedgerException {
        Optional<Journal.Record> strange = journal.strange(signed.size(), origin, verifiers(signers));
        if (strange.isEmpty()) {
            return;
        }
        int offset = strange.get().offset();
        long first = strange.get().first();
        String fact = "journal: from byte %,d on it was not written by this log; somebody else put entries there, from"
                        .formatted(offset)
                + " number %,d on, which are not signed".formatted(Math.max(first, signed.size()));
        if (first < signed.size()) {
            // cut off there, it would be older than the checkpoint
            throw new DamagedLedgerException(fact);
        }
        throw new DamagedLedgerException(
                fact,
                "find out who can write to this disk, and keep a copy of the file; then cut it off there"
                        + " (`truncate --size %d journal`): the ledger goes on from what it signed".formatted(offset));
    }

    private Checkpoint publish() throws IOException {
        Checkpoint checkpoint = new Checkpoint(origin, tree.size(), tree.root());
        SignedNote signed = sign(checkpoint, signers);
        files.writeCheckpoint(signed);
        note = signed;
        return checkpoint;
    }

    /// Drops from the journal what is in full bundles now, and the partial tiles that full ones replace. The
    /// partial tiles first: a crash between leaves the journal as it was, so that the next opening tries again.
    private void forget(long before) throws IOException {
        long base = tree.size() / TileName.WIDTH * TileName.WIDTH;
        List<TileName> replaced = new ArrayList<>();
        for (int level = TileName.ENTRIES; level < tree.height(); level++) {
            long full = TileName.hashes(base, level) / TileName.WIDTH;
            for (long index = TileName.hashes(before, level) / TileName.WIDTH; index < full; index++) {
                replaced.add(new TileName(level, index, TileName.WIDTH));
            }
        }
        files.deletePartials(replaced);
        files.writeJournal(Journal.encode(base, tree.unbundled(), journalKeys()));
    }

    /// The partial tiles of older checkpoints above the unfinished bundle, as they should be: they were never
    /// synced, so a power failure may have torn them.
    private List<TileFile> olderPartials() throws IOException {
        List<TileFile> older = new ArrayList<>();
        for (TileName unfinished : tree.unfinished()) {
            for (TileName name : files.partials(unfinished)) {
                if (name.width() > tree.unbundled().size()) {
                    files.delete(name);
                } else {
                    older.add(tree.partial(name));
                }
            }
        }
        return older;
    }

    private static SignedNote sign(Checkpoint checkpoint, List<NoteSigner> signers) {
        return SignedNote.sign(checkpoint.text(), signers);
    }

    private static Checkpoint verified(SignedNote note, List<NoteSigner> signers) throws IOException {
        try {
            note.verified(verifiers(signers));
            return Checkpoint.of(note);
        } catch (NoteException e) {
            throw new DamagedLedgerException("checkpoint: " + e.getMessage());
        }
    }

    private JournalKeys journalKeys() {
        return new JournalKeys(origin, signers);
    }

    private static List<NoteVerifier> verifiers(List<NoteSigner> signers) {
        return signers.stream().map(NoteSigner::verifier).toList();
    }

    private static void checkSigners(String origin, List<NoteSigner> signers) {
        for (NoteSigner signer : signers) {
            if (!signer.name().equals(origin)) {
                throw new IllegalArgumentException(
                        "the key is of " + signer.name() + ", the ledger's checkpoints are of " + origin);
            }
        }
        JournalKeys _ = new JournalKeys(origin, signers);
    }
}
