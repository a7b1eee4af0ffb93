package beholden.vault;

/// How many cells a tick writes.
public interface Pace {

    /// Cells of the next tick, 1..[#most()].
    ///
    /// @param waiting real cells that wait to be written
    int cells(int waiting);

    /// The most that a tick ever writes.
    int most();
}
