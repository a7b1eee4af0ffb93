package beholden.vault.tick;

import beholden.ground.Sha256;
import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cells and chunk that one tick writes.
///
/// @param sequence number of the batch, from 1
/// @param base     size of the ledger before it
/// @param cells    in the order of their rows and ledger entries
/// @param chunk    null on a tick that writes none
public record Batch(
        long sequence,
        long base,
        List<Cell> cells,
        @Nullable Chunk chunk) {

    /// The ledger's entries: the cells in order, then the chunk.
    public List<byte[]> entries() {
        List<byte[]> entries = new ArrayList<>(cells.size() + 1);
        for (Cell cell : cells) {
            entries.add(cell.entry());
        }
        if (chunk != null) {
            entries.add(chunk.entry());
        }
        return entries;
    }

    /// SHA-256 of all of it: number, base, and every cell and the chunk with their lengths.
    byte[] digest() {
        MessageDigest sha256 = Sha256.digest();
        sha256.update(ByteBuffer.allocate(2 * Long.BYTES + 2 * Integer.BYTES)
                .putLong(sequence)
                .putLong(base)
                .putInt(cells.size())
                .putInt(chunk == null ? 0 : 1)
                .flip());
        cells.forEach(cell -> update(sha256, cell.label(), cell.box()));
        if (chunk != null) {
            update(sha256, chunk.label(), chunk.box());
        }
        return sha256.digest();
    }

    private static void update(MessageDigest sha256, Label label, byte[] box) {
        sha256.update(label.bytes());
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(box.length).flip());
        sha256.update(box);
    }

    @Override
    public String toString() {
        return "batch";
    }
}
