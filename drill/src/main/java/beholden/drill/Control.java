package beholden.drill;

import java.util.List;

/// Control of a search, over a table that hides nothing: it must find everything, or what it did not find
/// elsewhere says nothing.
///
/// @param secrets  how many were looked for
/// @param patterns in how many spellings
/// @param missed   secrets that were not found, though they lay there in the open
public record Control(StoreKind store, int secrets, int patterns, List<String> missed) {
    public Control {
        missed = List.copyOf(missed);
    }

    /// Whether the search can be believed.
    public boolean sees() {
        return missed.isEmpty();
    }
}
