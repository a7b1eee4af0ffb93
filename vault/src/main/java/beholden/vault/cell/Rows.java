package beholden.vault.cell;

import org.jspecify.annotations.Nullable;

/// Rows as an auditor meets them.
final class Rows {
    private Rows() {}

    /// @throws CellStoreException if the row is no cell
    static Cell cell(Object where, byte @Nullable [] label, byte @Nullable [] box) throws CellStoreException {
        Cell cell = Cell.inRow(label, box);
        if (cell == null) {
            throw new CellStoreException(
                    where + ": holds a row that is no cell, which no vault writes: somebody with the"
                            + " owner's rights has put it there");
        }
        return cell;
    }
}
