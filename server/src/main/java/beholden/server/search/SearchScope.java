package beholden.server.search;

import beholden.gallery.Scope;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Bounds of a search: it considers only faces within them.
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

    public SearchScope {
        sourcesIn = sourcesIn == null || sourcesIn.isEmpty() ? null : List.copyOf(sourcesIn);
    }

    /// This scope as the gallery takes it, kept within the sources that may be searched.
    ///
    /// @throws IllegalArgumentException if no gallery could be searched so, as when it ends before it begins
    Scope within(Set<String> searchable) {
        Set<String> sources = new HashSet<>(searchable);
        if (sourcesIn != null) sources.retainAll(sourcesIn);
        return Scope.everything()
                .onlySources(sources)
                .takenBetween(takenFrom, takenUntil)
                .minQuality(minQuality == null ? 0 : minQuality);
    }
}
