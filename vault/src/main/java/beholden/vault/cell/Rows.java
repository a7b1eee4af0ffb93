package beholden.vault.cell;

import beholden.vault.cell.CellReader.CellVisitor;
import java.io.IOException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Rows as an auditor meets them.
final class Rows {
    private Rows() {}

    /// Hands over what is in a row.
    ///
    /// @param label null if it is not even bytes
    /// @param box   null if it is not bytes of the right length
    static void visit(byte @Nullable [] label, byte @Nullable [] box, int boxLength, CellVisitor visitor)
            throws IOException {
        Cell cell = Cell.inRow(label, box);
        if (cell != null && cell.boxLength() == boxLength) {
            visitor.visit(cell);
        } else {
            visitor.noCell(row(label) + " is no cell, which no vault writes: somebody with the owner's rights has put"
                    + " it there");
        }
    }

    static String row(byte @Nullable [] label) {
        return label == null || label.length != Label.LENGTH
                ? "a row without a label"
                : "the row " + HexFormat.of().formatHex(label);
    }
}
