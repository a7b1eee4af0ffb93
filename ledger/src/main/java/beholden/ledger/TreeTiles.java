package beholden.ledger;

import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import beholden.ledger.merkle.Subtrees;
import beholden.ledger.merkle.Subtrees.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Roots of parts of a tree, from its tiles. A tile is believed only if its root stands in the tile above, and
/// so on up to the right edge, which is the caller's to believe. For one thread, and one proof: it keeps what
/// it read.
final class TreeTiles {
    /// Reads tiles that are full.
    interface Reader {
        /// The 8,192 bytes of the tile.
        byte[] read(TileName name) throws IOException;
    }

    private final RightEdge edge;
    private final Reader reader;
    private final Map<TileName, byte[]> believed = new HashMap<>();

    TreeTiles(RightEdge edge, Reader reader) {
        this.edge = edge;
        this.reader = reader;
    }

    /// The root over the leaves of `range`, which is a subtree of a tree no larger than this one.
    Hash root(Range range) throws IOException {
        long size = range.size();
        if (Long.bitCount(size) > 1) {
            long middle = range.start() + Subtrees.leftOf(size);
            return MerkleHash.node(root(new Range(range.start(), middle)), root(new Range(middle, range.end())));
        }
        int height = Long.numberOfTrailingZeros(size);
        int level = height / 8;
        long first = TileName.hashes(range.start(), level);
        byte[] hashes = hashes(level, first / TileName.WIDTH);
        return TileHashes.root(hashes, (int) (first % TileName.WIDTH), 1 << (height % 8));
    }

    List<Hash> roots(List<Range> ranges) throws IOException {
        List<Hash> roots = new ArrayList<>(ranges.size());
        for (Range range : ranges) {
            roots.add(root(range));
        }
        return roots;
    }

    private byte[] hashes(int level, long index) throws IOException {
        if (index == TileName.hashes(edge.size(), level) / TileName.WIDTH) {
            return edge.hashes(level);
        }
        TileName name = new TileName(level, index, TileName.WIDTH);
        byte[] known = believed.get(name);
        if (known != null) {
            return known;
        }
        byte[] hashes = reader.read(name);
        byte[] above = hashes(level + 1, index / TileName.WIDTH);
        if (!TileHashes.root(hashes).equals(Hash.at(above, (int) (index % TileName.WIDTH) * Hash.LENGTH))) {
            throw new DamagedLedgerException(name.path() + ": its hashes do not add up to the tree that was signed");
        }
        believed.put(name, hashes);
        return hashes;
    }
}
