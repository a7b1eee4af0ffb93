package beholden.ledger;

import beholden.ledger.LeafScan.Doubt;
import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rebuilds the tree from the hashes of its entries and says which files are not as the signed root has them.
///
/// If the rebuilt root is the signed one, every entry is proved and whatever else a tile holds is wrong in that
/// tile. If not, a tile is believed as far as the tiles above it lead up to the signed root.
final class TreeCheck {
    private final AuditedFiles files;
    private final Findings findings;
    private final LeafScan scan;
    private final long size;
    private final Hash signed;

    /// Hashes of the full tiles below each level from 1, rebuilt.
    private final List<byte[]> rebuilt = new ArrayList<>();

    /// Hashes in the tiles; null for those that could not be read.
    private final Map<TileName, byte @Nullable []> stored = new HashMap<>();

    TreeCheck(AuditedFiles files, Findings findings, LeafScan scan, long size, Hash signed) {
        this.files = files;
        this.findings = findings;
        this.scan = scan;
        this.size = size;
        this.signed = signed;
    }

    void run() throws IOException {
        byte[] hashes = scan.roots();
        while (hashes.length > 0) {
            rebuilt.add(hashes);
            int tiles = hashes.length / Hash.LENGTH / TileName.WIDTH;
            byte[] above = new byte[tiles * Hash.LENGTH];
            for (int tile = 0; tile < tiles; tile++) {
                TileHashes.root(hashes, tile * TileName.WIDTH, TileName.WIDTH).copyTo(above, tile * Hash.LENGTH);
            }
            hashes = above;
        }
        Hash root = root(size);
        if (root.equals(signed)) {
            nameTiles();
        } else {
            findings.add(new Finding.RootWrong(size, signed, root));
            nameCauses();
        }
    }

    /// The root of the first `leaves` entries, as rebuilt; the scan must have kept the tile where they end.
    Hash root(long leaves) {
        @Nullable Hash root = null;
        for (int level = 0; level <= rebuilt.size(); level++) {
            long hashes = TileName.hashes(leaves, level);
            int width = (int) (hashes % TileName.WIDTH);
            long first = hashes - width;
            byte[] edge = level == 0
                    ? scan.leafHashes(first / TileName.WIDTH, width)
                    : slice(rebuilt.get(level - 1), first, width);
            root = TileHashes.join(edge, width, root);
        }
        return root == null ? MerkleHash.empty() : root;
    }

    private void nameTiles() throws IOException {
        for (Doubt doubt : scan.doubts()) {
            if (doubt.entries() != null && doubt.tile() != null) {
                findings.add(new Finding.TileChanged(doubt.name().path(), mismatch(doubt.entries(), doubt.tile())));
            }
        }
        for (TileName name : upperTiles()) {
            byte[] hashes = stored(name);
            byte[] expected = rebuilt(name);
            if (hashes != null && !Arrays.equals(hashes, expected)) {
                findings.add(new Finding.TileChanged(name.path(), mismatch(hashes, expected)));
            }
        }
    }

    private void nameCauses() throws IOException {
        for (Doubt doubt : scan.doubts()) {
            byte[] tile = doubt.tile();
            byte[] entries = doubt.entries();
            if (tile == null || entries == null) {
                continue;
            }
            String bundle = bundle(doubt.name());
            int position = mismatch(entries, tile);
            boolean tileIsRight = believed(doubt.name(), tile);
            boolean entriesAreRight = believed(doubt.name(), entries);
            if (!tileIsRight) {
                findings.add(new Finding.TileChanged(doubt.name().path(), position));
            }
            if (!entriesAreRight) {
                findings.add(new Finding.EntryChanged(bundle, doubt.name().index() * TileName.WIDTH + position));
            }
        }
        List<Long> doubted =
                scan.doubts().stream().map(doubt -> doubt.name().index()).toList();
        for (TileName name : upperTiles()) {
            byte[] hashes = stored(name);
            byte[] expected = rebuilt(name);
            if (hashes == null || Arrays.equals(hashes, expected)) {
                continue;
            }
            if (!believed(name, hashes)) {
                findings.add(new Finding.TileChanged(name.path(), mismatch(hashes, expected)));
            } else if (name.level() == 1) {
                nameSubtrees(name, hashes, expected, doubted);
            }
        }
    }

    /// Names the bundles and tiles that agree with each other and not with the believed tile above.
    private void nameSubtrees(TileName above, byte[] believed, byte[] expected, List<Long> doubted) {
        for (int i = 0; i < above.width(); i++) {
            long index = above.index() * TileName.WIDTH + i;
            int at = i * Hash.LENGTH;
            boolean same = Arrays.equals(believed, at, at + Hash.LENGTH, expected, at, at + Hash.LENGTH);
            if (!same && !doubted.contains(index)) {
                TileName tile = new TileName(0, index, TileName.WIDTH);
                findings.add(new Finding.SubtreeChanged(bundle(tile), tile.path()));
            }
        }
    }

    /// Whether the signed root has `hashes` in the place of the tile `name`, as far as the tiles above can be
    /// believed.
    private boolean believed(TileName name, byte[] hashes) throws IOException {
        if (!name.isFull()) {
            return edgeRoot(name, hashes).map(signed::equals).orElse(false);
        }
        TileName above = TileName.holding(name.level() + 1, name.index(), size);
        byte[] parent = stored(above);
        int at = (int) (name.index() % TileName.WIDTH) * Hash.LENGTH;
        return parent != null && TileHashes.root(hashes).equals(Hash.at(parent, at)) && believed(above, parent);
    }

    /// The root over the partial tiles as they are stored, with `hashes` in the place of one of them.
    private Optional<Hash> edgeRoot(TileName replaced, byte[] hashes) throws IOException {
        @Nullable Hash root = null;
        for (int level = 0; level <= rebuilt.size(); level++) {
            long count = TileName.hashes(size, level);
            int width = (int) (count % TileName.WIDTH);
            if (width == 0) {
                continue;
            }
            TileName name = TileName.holding(level, count - 1, size);
            byte[] edge = name.equals(replaced) ? hashes : stored(name);
            if (edge == null) {
                return Optional.empty();
            }
            root = TileHashes.join(edge, width, root);
        }
        return Optional.ofNullable(root);
    }

    private byte @Nullable [] stored(TileName name) throws IOException {
        if (!stored.containsKey(name)) {
            stored.put(name, files.tile(name));
        }
        return stored.get(name);
    }

    private byte[] rebuilt(TileName name) {
        return slice(rebuilt.get(name.level() - 1), name.index() * TileName.WIDTH, name.width());
    }

    private List<TileName> upperTiles() {
        List<TileName> names = new ArrayList<>();
        for (int level = rebuilt.size(); level >= 1; level--) {
            for (long first = 0; first < TileName.hashes(size, level); first += TileName.WIDTH) {
                names.add(TileName.holding(level, first, size));
            }
        }
        return names;
    }

    private static String bundle(TileName tile) {
        return new TileName(TileName.ENTRIES, tile.index(), tile.width()).path();
    }

    private static byte[] slice(byte[] hashes, long first, int count) {
        int from = Math.toIntExact(first * Hash.LENGTH);
        return Arrays.copyOfRange(hashes, from, from + count * Hash.LENGTH);
    }

    private static int mismatch(byte[] one, byte[] other) {
        return Arrays.mismatch(one, other) / Hash.LENGTH;
    }
}
