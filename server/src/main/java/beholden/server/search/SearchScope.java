package beholden.server.search;

import beholden.gallery.Scope;
import beholden.server.http.Problem;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.LocalDate;
import java.util.List;
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
            throw Problem.wrong("sourcesIn: " + sourcesIn.size() + " sources; name at most " + MOST_SOURCES
                    + ", or none to search all of them");
        }
        if (sourcesIn != null && !sourcesIn.stream().allMatch(SearchScope::isName)) {
            throw Problem.wrong("sourcesIn: a source's id has 1 to " + LONGEST_SOURCE + " characters, and no control"
                    + " characters");
        }
    }

    private static boolean isName(String source) {
        return !source.isBlank() && source.length() <= LONGEST_SOURCE && !source.matches("(?s).*\\p{Cntrl}.*");
    }

    /// @throws Problem if no gallery could be searched so
    void requireSense() {
        var _ = scope();
    }

    /// The gallery's way to say it.
    @JsonIgnore
    Scope scope() {
        try {
            Scope scope = Scope.everything()
                    .takenBetween(takenFrom, takenUntil)
                    .minQuality(minQuality == null ? 0 : minQuality);
            return sourcesIn == null ? scope : scope.onlySources(sourcesIn);
        } catch (IllegalArgumentException e) {
            throw Problem.wrong(String.valueOf(e.getMessage()));
        }
    }
}
