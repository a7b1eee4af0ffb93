package beholden.vault.setup;

/// How many cells a tick writes.
@FunctionalInterface
public interface Pace {

    /// Cells of the next tick, 1..[#most(int)].
    ///
    /// @param perTick what the settings say
    /// @param waiting real cells that wait to be written
    int cells(int perTick, int waiting);

    /// The most that a tick ever writes.
    default int most(int perTick) {
        return perTick;
    }
}
