package beholden.server.search;

import beholden.gallery.Scope;
import beholden.server.refusal.Refusal;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which faces a search considers.
///
/// @param sourcesIn  if given, faces of these sources alone
/// @param takenFrom  if given, only photos known to be taken on this day or later
/// @param takenUntil if given, only photos known to be taken on this day or earlier
/// @param minQuality if given, only faces of this quality or more, 0..100
public record SearchScope(
        @JsonProperty("s") @Nullable List<String> sourcesIn,
        @JsonProperty("f") @Nullable LocalDate takenFrom,
        @JsonProperty("u") @Nullable LocalDate takenUntil,
        @JsonProperty("q") @Nullable Integer minQuality) {
    private static final int MOST_SOURCES = 20;
    private static final int LONGEST_SOURCE = 150;

    public SearchScope {
        sourcesIn = sourcesIn == null || sourcesIn.isEmpty() ? null : List.copyOf(sourcesIn);
        if (sourcesIn != null && sourcesIn.size() > MOST_SOURCES) {
            throw Refusal.invalid("sourcesIn: " + sourcesIn.size() + " sources; name at most " + MOST_SOURCES
                    + ", or none to search all of them");
        }
        if (sourcesIn != null && !sourcesIn.stream().allMatch(SearchScope::isName)) {
            throw Refusal.invalid("sourcesIn: a source's id has 1 to " + LONGEST_SOURCE + " characters, and no control"
                    + " characters");
        }
    }

    private static boolean isName(String source) {
        return !source.isBlank() && source.length() <= LONGEST_SOURCE && !source.matches("(?s).*\\p{Cntrl}.*");
    }

    /// @throws Refusal if no gallery could be searched so
    void requireSense() {
        var _ = within(Set.of());
    }

    /// The gallery's way to say it, of those of some sources that are asked for.
    Scope within(Set<String> searchable) {
        Set<String> sources = new HashSet<>(searchable);
        if (sourcesIn != null) sources.retainAll(sourcesIn);
        try {
            return Scope.everything()
                    .onlySources(sources)
                    .takenBetween(takenFrom, takenUntil)
                    .minQuality(minQuality == null ? 0 : minQuality);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }
}
