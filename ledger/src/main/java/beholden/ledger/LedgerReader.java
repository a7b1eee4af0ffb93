package beholden.ledger;

import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.Subtrees;
import beholden.ledger.note.Checkpoint;
import beholden.ledger.note.NoteException;
import beholden.ledger.note.SignedNote;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// A ledger's folder read at one of its checkpoints, while another process may go on writing to it. It takes no
/// lock and needs no key: proofs and entries for witnesses and for those who ask about one record.
///
/// What it returns adds up to the checkpoint's root; who signed that is for the caller to check.
public final class LedgerReader {
    private final Path folder;
    private final Checkpoint checkpoint;
    private final RightEdge edge;

    private LedgerReader(Path folder, Checkpoint checkpoint, RightEdge edge) {
        this.folder = folder;
        this.checkpoint = checkpoint;
        this.edge = edge;
    }

    /// The folder's newest checkpoint.
    public static SignedNote checkpoint(Path folder) throws IOException {
        return new LedgerFiles(folder, Disk.REAL).checkpoint();
    }

    /// Reads the tree of a checkpoint.
    ///
    /// @param note a checkpoint of this ledger, the newest or an older one
    /// @throws DamagedLedgerException if the tiles do not add up to it
    public static LedgerReader at(Path folder, SignedNote note) throws IOException {
        Checkpoint checkpoint;
        try {
            checkpoint = Checkpoint.of(note);
        } catch (NoteException e) {
            throw new DamagedLedgerException("checkpoint: " + e.getMessage());
        }
        LedgerReader reader = new LedgerReader(folder, checkpoint, edge(folder, checkpoint.size()));
        if (!reader.edge.root().equals(checkpoint.root()))
            throw new DamagedLedgerException(
                    "the tiles do not add up to the checkpoint of %,d entries".formatted(checkpoint.size()));
        return reader;
    }

    private static RightEdge edge(Path folder, long size) throws IOException {
        List<byte[]> levels = new ArrayList<>();
        for (int level = 0; level <= TileName.MAX_LEVEL && TileName.hashes(size, level) > 0; level++) {
            long hashes = TileName.hashes(size, level);
            boolean none = hashes % TileName.WIDTH == 0;
            levels.add(none ? new byte[0] : tile(folder, TileName.holding(level, hashes - 1, size)));
        }
        return RightEdge.of(size, levels);
    }

    /// The checkpoint at which the ledger is read.
    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /// Proof that the entry at `index` is in the checkpoint's tree.
    ///
    /// @throws IllegalArgumentException if there is no such entry
    public List<Hash> inclusionProof(long index) throws IOException {
        return tree(edge).roots(Subtrees.ofInclusion(index, checkpoint.size()));
    }

    /// Proof that the tree of the first `from` entries is the beginning of that of the first `to`.
    ///
    /// @param to at most the checkpoint's size
    /// @throws IllegalArgumentException if there are no such sizes
    public List<Hash> consistencyProof(long from, long to) throws IOException {
        if (to > checkpoint.size())
            throw new IllegalArgumentException(
                    "the ledger is read at %,d entries, not %,d".formatted(checkpoint.size(), to));
        return tree(edge).roots(Subtrees.ofConsistency(from, to));
    }

    /// The entry at `index`.
    ///
    /// @throws DamagedLedgerException   if it is not the one whose hash is in the tree
    /// @throws IllegalArgumentException if there is none
    public byte[] entry(long index) throws IOException {
        if (index < 0 || index >= checkpoint.size())
            throw new IllegalArgumentException(
                    "the ledger has %,d entries, from 0 on; there is no %,d".formatted(checkpoint.size(), index));
        TileName name = TileName.holding(TileName.ENTRIES, index, checkpoint.size());
        byte[] entry = bundle(name).get((int) (index % TileName.WIDTH));
        Hash leaf = tree(edge).root(new Subtrees.Range(index, index + 1));
        if (!MerkleHash.leaf(entry).equals(leaf))
            throw new DamagedLedgerException(name.path() + ": entry " + index + " is not the one that was signed");
        return entry;
    }

    /// Hands over the entries from `from` up to `to` as they lie in the folder. Whether each is the one whose
    /// hash is in the tree, an [Audit] tells.
    ///
    /// @param to at most the checkpoint's size
    public void forEach(long from, long to, Consumer<byte[]> taker) throws IOException {
        for (long at = from; at < to; ) {
            long first = at / TileName.WIDTH * TileName.WIDTH;
            List<byte[]> entries = bundle(TileName.holding(TileName.ENTRIES, at, checkpoint.size()));
            int end = (int) Math.min(entries.size(), to - first);
            entries.subList((int) (at - first), end).forEach(taker);
            at = first + end;
        }
    }

    /// Finds an entry's place, if it is in the log; the first, if in several. Reads all entries before it.
    public OptionalLong indexOf(byte[] entry) throws IOException {
        for (long first = 0; first < checkpoint.size(); first += TileName.WIDTH) {
            List<byte[]> entries = bundle(TileName.holding(TileName.ENTRIES, first, checkpoint.size()));
            for (int i = 0; i < entries.size(); i++)
                if (Arrays.equals(entries.get(i), entry)) return OptionalLong.of(first + i);
        }
        return OptionalLong.empty();
    }

    /// Finds an entry's place, if it is in the log; the last before `end`, if in several. Reads the entries from
    /// `end` down to it, so that whoever knows when it was recorded finds it at once.
    ///
    /// @param end at most the checkpoint's size
    public OptionalLong lastIndexOf(byte[] entry, long end) throws IOException {
        if (end < 0 || end > checkpoint.size())
            throw new IllegalArgumentException(
                    "the ledger is read at %,d entries; there are no %,d".formatted(checkpoint.size(), end));
        for (long before = end; before > 0; ) {
            long first = (before - 1) / TileName.WIDTH * TileName.WIDTH;
            List<byte[]> entries = bundle(TileName.holding(TileName.ENTRIES, first, checkpoint.size()));
            for (int i = (int) (before - first) - 1; i >= 0; i--)
                if (Arrays.equals(entries.get(i), entry)) return OptionalLong.of(first + i);
            before = first;
        }
        return OptionalLong.empty();
    }

    private TreeTiles tree(RightEdge now) {
        return new TreeTiles(now, name -> tile(folder, name));
    }

    private static byte[] tile(Path folder, TileName name) throws IOException {
        Stored stored = read(folder, name);
        try {
            byte[] hashes = TileHashes.parse(stored.content(), stored.name());
            return Arrays.copyOf(hashes, name.width() * Hash.LENGTH);
        } catch (MalformedTileException e) {
            throw new DamagedLedgerException(stored.name().path() + ": " + e.getMessage());
        }
    }

    private List<byte[]> bundle(TileName name) throws IOException {
        Stored stored = read(folder, name);
        try {
            return EntryBundle.parse(stored.content(), stored.name().width()).subList(0, name.width());
        } catch (MalformedTileException e) {
            throw new DamagedLedgerException(stored.name().path() + ": " + e.getMessage());
        }
    }

    private record Stored(TileName name, byte[] content) {}

    // The writer deletes partial tiles, at any moment, once the full one is there, which begins with the same hashes.
    private static Stored read(Path folder, TileName name) throws IOException {
        FolderSource source = new FolderSource(folder);
        Optional<byte[]> asked = source.read(name.path(), name.maxBytes());
        if (asked.isPresent()) {
            return new Stored(name, asked.get());
        }
        TileName full = name.full();
        return new Stored(full, LedgerFiles.read(folder.resolve(full.path()), full.path(), full.maxBytes()));
    }
}
