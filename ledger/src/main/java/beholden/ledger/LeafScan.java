package beholden.ledger;

import beholden.ground.Sha256;
import beholden.ledger.AuditedFiles.Bundle;
import beholden.ledger.merkle.Hash;
import beholden.ledger.merkle.MerkleHash;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Hashes every entry and lays the hashes beside those of the tiles of leaves: the wide part of an audit, done
/// by several threads.
final class LeafScan {
    /// Tiles of one piece of work: 65,536 leaves.
    private static final int BLOCK = 256;

    private final AuditedFiles files;
    private final Findings findings;
    private final long size;
    private final @Nullable CellComparison cells;
    private final AuditProgress progress;

    private final byte[] roots;
    private final Map<Long, byte[]> kept = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Doubt> doubts = new ConcurrentLinkedQueue<>();
    private final AtomicLong leaves = new AtomicLong();

    /// @param keep  indices of tiles whose leaf hashes are wanted afterwards
    /// @param cells takes the entries; null if there are no cells to compare
    LeafScan(
            AuditedFiles files,
            Findings findings,
            long size,
            List<Long> keep,
            @Nullable CellComparison cells,
            AuditProgress progress) {
        this.files = files;
        this.findings = findings;
        this.size = size;
        this.cells = cells;
        this.progress = progress;
        this.roots = new byte[Math.toIntExact(size / TileName.WIDTH * Hash.LENGTH)];
        keep.forEach(index -> kept.put(index, new byte[0]));
    }

    /// A tile of leaves that is not what its entries give.
    ///
    /// @param entries leaf hashes of its entries; null if they could not be read
    /// @param tile    the hashes it holds; null if they could not be read
    record Doubt(TileName name, byte @Nullable [] entries, byte @Nullable [] tile) {}

    void run(Workers workers) throws IOException, InterruptedException {
        long tiles = (size + TileName.WIDTH - 1) / TileName.WIDTH;
        for (long first = 0; first < tiles; first += BLOCK) {
            long from = first;
            long to = Math.min(tiles, first + BLOCK);
            workers.submit(() -> {
                for (long index = from; index < to; index++) {
                    scan(index);
                }
                progress.at(AuditProgress.Step.TREE, leaves.get(), size);
            });
        }
        workers.await();
    }

    private void scan(long index) throws IOException {
        TileName name = TileName.holding(0, index * TileName.WIDTH, size);
        Bundle bundle = files.bundle(new TileName(TileName.ENTRIES, index, name.width()));
        byte[] tile = files.tile(name);
        byte[] entries = bundle == null ? null : hash(bundle, index * TileName.WIDTH);
        if (entries == null || !Arrays.equals(entries, tile)) {
            // When nearly everything is wrong, the first thousand tiles are enough to say so.
            if (doubts.size() < AuditReport.MAX_FINDINGS) {
                doubts.add(new Doubt(name, entries, tile));
            }
        }
        byte[] best = entries != null ? entries : tile != null ? tile : new byte[name.width() * Hash.LENGTH];
        if (name.isFull()) {
            TileHashes.root(best).copyTo(roots, Math.toIntExact(index * Hash.LENGTH));
        }
        if (!name.isFull() || kept.containsKey(index)) {
            kept.put(index, best);
        }
        leaves.addAndGet(name.width());
    }

    private byte[] hash(Bundle bundle, long firstEntry) throws IOException {
        MessageDigest sha256 = Sha256.digest();
        int width = bundle.ends().length;
        byte[] hashes = new byte[width * Hash.LENGTH];
        for (int i = 0; i < width; i++) {
            int start = bundle.start(i);
            int length = bundle.ends()[i] - start;
            MerkleHash.leaf(sha256, bundle.bytes(), start, length, hashes, i * Hash.LENGTH);
            if (cells != null) {
                if (length == Hash.LENGTH) {
                    cells.entry(bundle.bytes(), start, firstEntry + i);
                } else {
                    findings.add(new Finding.CellMissing(firstEntry + i));
                }
            }
        }
        return hashes;
    }

    long leaves() {
        return leaves.get();
    }

    List<Doubt> doubts() {
        return doubts.stream()
                .sorted((one, other) ->
                        Long.compare(one.name().index(), other.name().index()))
                .toList();
    }

    /// The roots of the full tiles of leaves, from their entries.
    byte[] roots() {
        return roots;
    }

    /// The first `count` leaf hashes of a tile that was to be kept, or is the last and partial.
    byte[] leafHashes(long index, int count) {
        byte[] hashes = kept.getOrDefault(index, new byte[0]);
        return Arrays.copyOf(hashes, count * Hash.LENGTH);
    }
}
