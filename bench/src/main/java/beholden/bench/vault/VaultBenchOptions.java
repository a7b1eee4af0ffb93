package beholden.bench.vault;

import java.nio.file.Path;

/// Options of the vault's benchmark: what it measures, and the folder it works in.
///
/// @param workFolder for the vaults and the database; what is made there is deleted at the end
/// @param events     of one agency, a multiple of 1,000
/// @param seed       another seed is other events
public record VaultBenchOptions(Path workFolder, int events, long seed) {
    private static final int FEWEST = 2_000;
    private static final int MOST = 10_000_000;

    public VaultBenchOptions {
        if (events < FEWEST || events > MOST || events % VaultBench.EVENTS_PER_TICK != 0) {
            throw new IllegalArgumentException("events: " + events + " is not a multiple of "
                    + VaultBench.EVENTS_PER_TICK + " in " + FEWEST + ".." + MOST);
        }
    }
}
