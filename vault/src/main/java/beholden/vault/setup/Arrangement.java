package beholden.vault.setup;

import beholden.vault.cell.Cell;
import java.util.List;

/// The order of the cells of one tick.
@FunctionalInterface
public interface Arrangement {

    /// Puts the cells into the order in which they are written; real ones come first in the list.
    void arrange(List<Cell> cells);
}
