package beholden.vault.cell;

import java.util.Collection;
import java.util.List;

/// The one table `cell(label, box)`, with the rights of the application: fetch by label, insert, compare with the
/// ledger.
///
/// Whoever holds only this cannot list, change or remove cells. No exception, log line or thread name of
/// a store shows a label or a box. Safe for use by many threads.
public interface CellStore extends AutoCloseable {
    /// Parts that the cells can be divided into.
    int MOST_PARTS = 1 << 16;

    /// Labels that one call may ask for.
    int MAX_FETCH = 1000;

    /// The cells that are there, in the order of `labels`; those that are not are left out, and so is
    /// a row that is no cell, which only somebody with more rights can have made.
    ///
    /// Leaves no trace in the store: cells that were fetched look like those that never were.
    ///
    /// @param labels at most [#MAX_FETCH]; a label given twice is answered twice
    /// @throws IllegalArgumentException if there are more
    /// @throws CellStoreException       if the store does not answer
    List<Cell> fetch(Collection<Label> labels) throws CellStoreException;

    /// Adds all cells or none, in one transaction and in the order given; durable when it returns.
    ///
    /// A cell that is there already with the same box is passed over, so a batch may be repeated. After an
    /// exception other than [LabelTakenException] the batch may be there or not: repeat it.
    ///
    /// @param cells boxes of [#boxLength()] bytes
    /// @throws LabelTakenException if a label is there with another box; nothing was added
    /// @throws CellStoreException  if the store does not answer
    void insert(List<Cell> cells) throws CellStoreException;

    /// The ledger's entries, SHA-256 of label and box, of all cells of one part, in no order that tells of
    /// labels.
    ///
    /// A part holds the cells whose labels begin alike. The entries are public; so this tells of a label no more
    /// than in which part it is.
    ///
    /// @param part  0, 1, … below `parts`
    /// @param parts a power of two, at most [#MOST_PARTS]
    /// @throws CellStoreException if the store does not answer
    List<byte[]> entries(int part, int parts) throws CellStoreException;

    /// Bytes of every box.
    int boxLength();

    @Override
    void close();
}
