package beholden.drill;

/// Told how far a drill is.
@FunctionalInterface
public interface DrillProgress {
    /// @param doing what is under way
    /// @param done  vaults made and robbed so far
    /// @param total how many it takes if nothing is suspected; more where a suspicion must be confirmed
    void at(String doing, long done, long total);
}
