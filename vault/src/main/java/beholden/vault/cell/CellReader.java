package beholden.vault.cell;

import java.io.IOException;

/// Every cell of a store or of a copy of one: what its owner, an auditor or a thief sees.
public interface CellReader extends AutoCloseable {
    /// How many cells there are. Reads the whole table.
    long count() throws CellStoreException;

    /// Hands over every cell once, in the store's own order, a few at a time in memory.
    ///
    /// @throws CellStoreException if the store does not answer or is damaged
    /// @throws IOException        what `visitor` throws
    void forEach(CellVisitor visitor) throws IOException;

    /// Bytes of every box.
    int boxLength();

    @Override
    void close();

    /// Takes cells one by one.
    @FunctionalInterface
    interface CellVisitor {
        void visit(Cell cell) throws IOException;

        /// A row that is no cell, or is where nobody who looks for it finds it.
        ///
        /// @param row what is wrong with which row, for a person
        /// @throws CellStoreException unless this is overridden: who expects cells alone goes no further
        default void noCell(String row) throws IOException {
            throw new CellStoreException("reading cells: " + row);
        }
    }
}
