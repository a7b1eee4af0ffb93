package beholden.ledger;

import beholden.ledger.LedgerFiles.TileFile;
import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A tree in memory as far as it still grows: its right edge, and the entries of the bundle that is not full.
final class GrowingTree {
    private final RightEdge edge;
    private final List<byte[]> unbundled = new ArrayList<>();

    /// @param edge of a tree whose bundles are all full
    GrowingTree(RightEdge edge) {
        this.edge = edge;
    }

    long size() {
        return edge.size();
    }

    Hash root() {
        return edge.root();
    }

    int height() {
        return edge.height();
    }

    /// A copy of the right edge, which stays as it is.
    RightEdge edge() {
        return edge.copy();
    }

    /// The entries of the bundle that is not full.
    List<byte[]> unbundled() {
        return List.copyOf(unbundled);
    }

    /// The full names of the bundle that is not full, and of the tile of leaves over it.
    List<TileName> unfinished() {
        long index = edge.size() / TileName.WIDTH;
        return List.of(new TileName(TileName.ENTRIES, index, TileName.WIDTH), new TileName(0, index, TileName.WIDTH));
    }

    /// The first `name.width()` entries or hashes of an unfinished file.
    TileFile partial(TileName name) {
        byte[] content = name.level() == TileName.ENTRIES
                ? EntryBundle.encode(unbundled.subList(0, name.width()))
                : Arrays.copyOf(edge.hashes(0), name.width() * Hash.LENGTH);
        return new TileFile(name, content, false);
    }

    /// Takes entries into the tree.
    ///
    /// @return the files that are new or changed by it
    List<TileFile> grow(List<byte[]> entries) {
        List<TileFile> tiles = new ArrayList<>();
        long before = edge.size();
        for (byte[] entry : entries) {
            unbundled.add(entry.clone());
            for (RightEdge.Finished finished : edge.add(MerkleHash.leaf(entry))) {
                TileName name = finished.name();
                tiles.add(new TileFile(name, finished.hashes(), true));
                if (name.level() == 0) {
                    TileName bundle = new TileName(TileName.ENTRIES, name.index(), TileName.WIDTH);
                    tiles.add(new TileFile(bundle, EntryBundle.encode(unbundled), true));
                    unbundled.clear();
                }
            }
        }
        long size = edge.size();
        for (int level = TileName.ENTRIES; level < edge.height(); level++) {
            long hashes = TileName.hashes(size, level);
            if (hashes % TileName.WIDTH == 0 || hashes == TileName.hashes(before, level)) {
                continue;
            }
            TileName name = TileName.holding(level, hashes - 1, size);
            byte[] content = level == TileName.ENTRIES ? EntryBundle.encode(unbundled) : edge.hashes(level);
            // What belongs to the last 256 leaves is in the journal; the tiles above must outlive it.
            tiles.add(new TileFile(name, content, level > 0));
        }
        return tiles;
    }
}
