package beholden.ledger;

import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The unfinished tile of each level: all that is needed to grow a tree, and its root. At most 8 KiB a level.
final class RightEdge {
    private final List<byte[]> levels = new ArrayList<>();
    private long size;

    /// The edge of the empty tree.
    RightEdge() {}

    private RightEdge(RightEdge copied) {
        copied.levels.forEach(level -> levels.add(level.clone()));
        size = copied.size;
    }

    /// The edge of a tree of `size` leaves.
    ///
    /// @param levels for each level the hashes of its unfinished tile, empty where there are none
    static RightEdge of(long size, List<byte[]> levels) {
        RightEdge edge = new RightEdge();
        edge.size = size;
        for (int level = 0; level < levels.size(); level++) {
            if (levels.get(level).length != edge.width(level) * Hash.LENGTH) {
                throw new IllegalArgumentException("level " + level + " of " + size + " leaves has another width");
            }
            edge.levels.add(Arrays.copyOf(levels.get(level), TileName.WIDTH * Hash.LENGTH));
        }
        return edge;
    }

    long size() {
        return size;
    }

    /// How many hashes the unfinished tile of `level` has, 0..255.
    int width(int level) {
        return (int) (TileName.hashes(size, level) % TileName.WIDTH);
    }

    /// Levels with a hash in them, finished tiles included.
    int height() {
        int height = 0;
        while (height <= TileName.MAX_LEVEL && TileName.hashes(size, height) > 0) {
            height++;
        }
        return height;
    }

    /// The hashes of the unfinished tile of `level`.
    byte[] hashes(int level) {
        return level < levels.size() ? Arrays.copyOf(levels.get(level), width(level) * Hash.LENGTH) : new byte[0];
    }

    /// A finished tile.
    record Finished(TileName name, byte[] hashes) {}

    /// Adds a leaf.
    ///
    /// @return the tiles it finished, from level 0 up
    List<Finished> add(Hash leaf) {
        List<Finished> finished = new ArrayList<>();
        Hash hash = leaf;
        for (int level = 0; ; level++) {
            if (level == levels.size()) {
                levels.add(new byte[TileName.WIDTH * Hash.LENGTH]);
            }
            int width = width(level);
            hash.copyTo(levels.get(level), width * Hash.LENGTH);
            if (width < TileName.WIDTH - 1) {
                size++;
                return finished;
            }
            byte[] hashes = levels.get(level).clone();
            long index = TileName.hashes(size, level) / TileName.WIDTH;
            finished.add(new Finished(new TileName(level, index, TileName.WIDTH), hashes));
            hash = TileHashes.root(hashes);
        }
    }

    Hash root() {
        @Nullable Hash root = null;
        for (int level = 0; level < levels.size(); level++) {
            root = TileHashes.join(levels.get(level), width(level), root);
        }
        return root == null ? MerkleHash.empty() : root;
    }

    RightEdge copy() {
        return new RightEdge(this);
    }
}
