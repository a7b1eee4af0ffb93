package beholden.vault.tick;

import beholden.vault.cell.Label;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A sealed chunk of a file, or a dummy: what a cell is in the table, this is in the folder of chunks.
///
/// @param box not copied: belongs to the chunk from now on
public record Chunk(Label label, byte[] box) {

    /// The ledger's entry, formed as a cell's: SHA-256(label ‖ box).
    public byte[] entry() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(label.bytes());
            return sha256.digest(box);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "chunk";
    }
}
