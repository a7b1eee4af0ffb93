package beholden.vault.cell;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// A sealed cell: a label and a box, either an agency's or a dummy, and nobody without its keys can tell which.
///
/// Equal when label and box are. `toString` shows nothing of them, so that no log line can.
///
/// @param label where it is found
/// @param box   [#MIN_BOX] to [#MAX_BOX] bytes, of one length in the whole store; copied in and out
public record Cell(Label label, byte[] box) {
    /// Shorter boxes would hold little but the seal.
    public static final int MIN_BOX = 64;

    /// PostgreSQL keeps a row of this length inside one page of its table, uncompressed.
    public static final int MAX_BOX = 8_000;

    public Cell {
        requireBoxLength(box.length);
        box = box.clone();
    }

    /// @return `length` itself
    /// @throws IllegalArgumentException if no box can have it
    public static int requireBoxLength(int length) {
        if (length < MIN_BOX || length > MAX_BOX) {
            throw new IllegalArgumentException("a box of " + length + " bytes; want " + MIN_BOX + " to " + MAX_BOX);
        }
        return length;
    }

    @Override
    public byte[] box() {
        return box.clone();
    }

    int boxLength() {
        return box.length;
    }

    /// The ledger's entry for this cell: SHA-256(label ‖ box), 32 bytes.
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
    public boolean equals(Object other) {
        return other instanceof Cell cell && label.equals(cell.label) && Arrays.equals(box, cell.box);
    }

    @Override
    public int hashCode() {
        return label.hashCode();
    }

    @Override
    public String toString() {
        return "cell";
    }
}
