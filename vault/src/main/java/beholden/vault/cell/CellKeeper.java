package beholden.vault.cell;

/// The owner's rights over a store that nobody writes to meanwhile: read everything, and compact.
///
/// Compaction forgets the order in which cells came. It never removes a cell. First the table is padded with
/// dummies to a power of two, which is the vault's part, because a dummy's leaf must be in the ledger like any
/// other:
///
/// ```
/// for (long missing = keeper.padding(); missing > 0; missing = keeper.padding()) {
///     // write up to `missing` fresh dummies the usual way: pending file, insert, ledger
/// }
/// keeper.compact();
/// ```
///
/// A crash anywhere in this leaves every cell in place; start again.
public interface CellKeeper extends CellReader {

    /// How many dummies are missing to the next power of two. Reads the whole table.
    default long padding() throws CellStoreException {
        long count = count();
        return paddedCount(count) - count;
    }

    /// @throws IllegalStateException if dummies are missing
    default void requirePadded() throws CellStoreException {
        long missing = padding();
        if (missing != 0) {
            throw new IllegalStateException(
                    missing + " dummies are missing to a power of two; write them first, then compact");
        }
    }

    /// Rewrites the table in the order of labels; all or nothing, durable when it returns.
    ///
    /// @throws IllegalStateException if the number of cells is not a power of two
    /// @throws CellStoreException    if it did not succeed; the table is as it was
    void compact() throws CellStoreException;

    /// The least power of two that is not below `count`.
    static long paddedCount(long count) {
        return count <= 1 ? 1 : Long.highestOneBit(count - 1) << 1;
    }
}
