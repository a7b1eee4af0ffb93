package beholden.vault.seal;

import beholden.vault.cell.Cell;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// A cell together with the key that opens it and no other one.
///
/// The key says nothing of the agency's other cells, and no other key opens this one: see [CommittingSealer].
/// Equal by cell and key; its text form shows neither.
///
/// @param key 32 bytes; copied in and out
public record DisclosedCell(Cell cell, byte[] key) {
    /// Bytes of a key.
    public static final int KEY = 32;

    public DisclosedCell {
        if (key.length != KEY) throw new IllegalArgumentException("a cell's key has " + KEY + " bytes");
        key = key.clone();
    }

    @Override
    public byte[] key() {
        return key.clone();
    }

    /// The sealed content with its padding.
    ///
    /// @throws GeneralSecurityException if the key is not the one that the cell commits to, or the cell was
    ///     altered
    public byte[] content() throws GeneralSecurityException {
        byte[] box = cell.box();
        if (box.length < CommittingSealer.SALT + BoxKey.OVERHEAD) {
            throw new GeneralSecurityException("the cell is too short to be sealed");
        }
        return BoxKey.open(key, box, cell.label().bytes());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DisclosedCell that && cell.equals(that.cell) && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return cell.hashCode();
    }

    @Override
    public String toString() {
        return "disclosed cell";
    }
}
