package beholden.drill;

import beholden.drill.statistic.Distinction;

/// Two worlds with one schedule, and whether a thief can tell them apart.
///
/// @param first       what happens in the first world
/// @param second      what happens in the second
/// @param runs        of each
/// @param distinction what the statistics say
public record WorldComparison(StoreKind store, String first, String second, int runs, Distinction distinction) {
    /// Whether the thief cannot.
    public boolean withstood() {
        return !distinction.toldApart();
    }
}
