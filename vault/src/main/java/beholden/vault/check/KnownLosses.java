package beholden.vault.check;

import java.util.List;
import java.util.Set;

/// Differences between store and ledger that somebody has acknowledged: neither side is asked for these any more.
///
/// @param gone    stretches of entries, by their numbers in the ledger, of which the cells or chunks are gone
/// @param foreign entries, in hex, that cells or chunks of the store would have, and the ledger has not
public record KnownLosses(List<Stretch> gone, Set<String> foreign) {
    public static final KnownLosses NONE = new KnownLosses(List.of(), Set.of());

    public KnownLosses {
        gone = List.copyOf(gone);
        foreign = Set.copyOf(foreign);
    }

    /// Entries from `from` up to `to`.
    public record Stretch(long from, long to) {}
}
