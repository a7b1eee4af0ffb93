package beholden.drill;

import beholden.drill.world.Mutant;
import java.util.List;

/// A vault with one thing wrong, and what gave it away.
///
/// @param evidence features and sightings; empty if the drill did not notice
public record CaughtMutant(StoreKind store, Mutant mutant, List<String> evidence) {
    public CaughtMutant {
        evidence = List.copyOf(evidence);
    }

    /// Whether the drill noticed.
    public boolean caught() {
        return !evidence.isEmpty();
    }
}
