package beholden.drill;

import java.nio.file.Path;
import java.util.List;

/// How much of a drill to run.
///
/// @param stores one or both
/// @param runs   of every world in every comparison
/// @param seed   of what happens in the worlds and of the statistics; keys and dummies are always fresh
/// @param work   folder for vaults, servers and loot; what the drill makes there it removes again
public record DrillOptions(List<StoreKind> stores, int runs, long seed, Path work) {
    /// Fewest runs: with fewer, not even a difference in every run would be told from chance, after correction
    /// for all features.
    public static final int FEWEST_RUNS = 12;

    /// Options with which the promises in `docs/secrecy.md` are checked.
    public static final int USUAL_RUNS = 40;

    public DrillOptions {
        stores = List.copyOf(stores);
        if (stores.isEmpty()) throw new IllegalArgumentException("a drill without a store steals nothing");
        if (runs < FEWEST_RUNS) {
            throw new IllegalArgumentException(
                    runs + " runs of a world are too few to tell anything; " + FEWEST_RUNS + " are the least");
        }
    }
}
