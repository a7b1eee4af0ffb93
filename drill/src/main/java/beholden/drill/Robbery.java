package beholden.drill;

import java.util.List;

/// One theft, and what the thief learnt.
///
/// @param store   whose vault was robbed
/// @param stolen  what was taken
/// @param sought  what must not be found
/// @param tried   how it was looked for, and how much
/// @param learned what was found; empty if nothing
public record Robbery(StoreKind store, String stolen, String sought, String tried, List<String> learned) {
    public Robbery {
        learned = List.copyOf(learned);
    }

    /// Whether the thief goes away with nothing.
    public boolean withstood() {
        return learned.isEmpty();
    }
}
