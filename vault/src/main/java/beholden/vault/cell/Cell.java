package beholden.vault.cell;

import beholden.ground.Sha256;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

    /// The cell in a row; null where somebody has put a row into the table that is none.
    static @Nullable Cell inRow(byte @Nullable [] label, byte @Nullable [] box) {
        if (label == null || label.length != Label.LENGTH || box == null) {
            return null;
        }
        return box.length < MIN_BOX || box.length > MAX_BOX ? null : new Cell(new Label(label), box);
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
        return Sha256.of(label.bytes(), box);
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
