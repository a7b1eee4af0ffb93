package beholden.vault.tick;

import beholden.ground.Sha256;
import beholden.vault.cell.Label;

/// A sealed chunk of a file, or a dummy: what a cell is in the table, this is in the folder of chunks.
///
/// @param box not copied: belongs to the chunk from now on
public record Chunk(Label label, byte[] box) {

    /// The ledger's entry, formed as a cell's: SHA-256(label ‖ box).
    public byte[] entry() {
        return Sha256.of(label.bytes(), box);
    }

    @Override
    public String toString() {
        return "chunk";
    }
}
