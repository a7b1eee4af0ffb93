package beholden.drill;

import beholden.drill.search.Sighting;
import beholden.drill.statistic.Distinction;
import beholden.drill.world.Mutant;
import java.util.ArrayList;
import java.util.List;

/// A vault with one thing wrong, and what gave it away.
///
/// @param evidence features and sightings of the kind that [Mutant#giveaways()] names; empty if the drill did not
///                 notice
public record CaughtMutant(StoreKind store, Mutant mutant, List<String> evidence) {
    public CaughtMutant {
        evidence = List.copyOf(evidence);
    }

    /// Keeps of what was found in the mutant's runs what gives away this mutant, and not some other change.
    ///
    /// @param sightings   that honest runs do not show as well
    /// @param distinction without what honest runs show as well
    static CaughtMutant of(StoreKind store, Mutant mutant, List<Sighting> sightings, Distinction distinction) {
        List<String> evidence = new ArrayList<>();
        sightings.stream()
                .filter(sighting -> mutant.giveaways().contains(sighting.place()))
                .forEach(sighting -> evidence.add(sighting.toString()));
        distinction.leaks().stream()
                .filter(leak -> mutant.giveaways().contains(leak.name()))
                .forEach(leak -> evidence.add(DrillWording.evidence(leak)));
        return new CaughtMutant(store, mutant, evidence);
    }

    /// Whether the drill noticed.
    public boolean caught() {
        return !evidence.isEmpty();
    }
}
