package beholden.drill.statistic;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a thief can tell two worlds apart: screened once, and what is suspected tried again on fresh runs, so
/// that chance alone raises an alarm once in about 95,000 comparisons: 0.01 · 0.001 by features, and less than a
/// tenth of that by the discriminant.
///
/// @param screening    over all features
/// @param confirmation of what the screening suspected, on fresh runs; empty where it suspected nothing
/// @param leaks        features that told the worlds apart both times
/// @param separated    the discriminant's AUC on the fresh runs, if it told the worlds apart both times
public record Distinction(
        Comparison screening,
        Optional<Comparison> confirmation,
        List<Comparison.Feature> leaks,
        Optional<Auc> separated) {
    /// Chance that the screening suspects a feature where nothing leaks.
    public static final double SCREENING_LEVEL = 0.01;

    /// Chance that the confirmation keeps such a suspicion.
    public static final double CONFIRMATION_LEVEL = 0.001;

    /// Chance that the AUC is taken for more than chance where nothing leaks; half of it on the same side the
    /// second time. Its interval misses the truth as often.
    public static final double MISS = 0.001;

    public Distinction {
        leaks = List.copyOf(leaks);
    }

    /// Runs a world again and again.
    @FunctionalInterface
    public interface Sampler {
        /// @param round 0 for the screening, 1 for the confirmation, whose runs share no seed with it
        Runs runs(int round) throws IOException;
    }

    public static Distinction between(Sampler first, Sampler second, long seed) throws IOException {
        Comparison screening = Comparison.of(first.runs(0), second.runs(0), MISS, seed);
        Set<String> suspected = screening.telling(SCREENING_LEVEL).stream()
                .map(Comparison.Feature::name)
                .collect(Collectors.toSet());
        if (suspected.isEmpty() && screening.auc().isChance(MISS)) {
            return new Distinction(screening, Optional.empty(), List.of(), Optional.empty());
        }
        Runs firstAgain = first.runs(1);
        Runs secondAgain = second.runs(1);
        Comparison confirmation = Comparison.of(firstAgain, secondAgain, MISS, seed + 1);
        List<Comparison.Feature> leaks = suspected.isEmpty()
                ? List.of()
                : Comparison.of(firstAgain.only(suspected), secondAgain.only(suspected), MISS, seed + 2)
                        .telling(CONFIRMATION_LEVEL);
        return new Distinction(
                screening,
                Optional.of(confirmation),
                leaks,
                Optional.of(confirmation.auc())
                        .filter(auc -> !auc.isChance(MISS) && !screening.auc().isChance(MISS))
                        .filter(auc -> auc.onSideOf(screening.auc())));
    }

    /// A distinction with features left aside that are known to leak for another reason; then the AUC, which they
    /// share in, says nothing either.
    public Distinction without(Set<String> known) {
        if (known.isEmpty()) return this;
        List<Comparison.Feature> others =
                leaks.stream().filter(leak -> !known.contains(leak.name())).toList();
        return new Distinction(screening, confirmation, others, Optional.empty());
    }

    /// Whether the worlds can be told apart.
    public boolean toldApart() {
        return !leaks.isEmpty() || separated.isPresent();
    }
}
