package beholden.server.search;

import beholden.ground.TypedText;
import beholden.server.probes.ProbeId;
import beholden.server.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The form in which an examiner asks for a search; nothing of it is checked yet.
///
/// @param probe id of an uploaded photo
/// @param face  number on it, 1 is the left-most
/// @param limit longest list, 1..50
record NewSearch(
        ProbeId probe,
        int face,
        @Nullable Integer limit,
        @Nullable List<String> sourcesIn,
        @Nullable LocalDate takenFrom,
        @Nullable LocalDate takenUntil,
        @Nullable Integer minQuality) {
    private static final int USUAL = 20;
    private static final int MOST = 50;
    private static final int MOST_SOURCES = 20;
    private static final int LONGEST_SOURCE = 150;

    /// The longest list that is wanted.
    ///
    /// @throws Refusal if none is that long
    int longest() {
        if (limit == null) return USUAL;
        if (limit < 1 || limit > MOST) {
            throw Refusal.invalid("limit " + limit + ": a list has 1 to " + MOST + " candidates");
        }
        return limit;
    }

    /// @throws Refusal if no gallery could be searched so
    SearchScope scope() {
        SearchScope scope = new SearchScope(sources(), takenFrom, takenUntil, minQuality);
        try {
            var _ = scope.within(Set.of());
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
        return scope;
    }

    private List<String> sources() {
        if (sourcesIn == null) return List.of();
        if (sourcesIn.size() > MOST_SOURCES) {
            throw Refusal.invalid("sourcesIn: " + sourcesIn.size() + " sources; name at most " + MOST_SOURCES
                    + ", or none to search all of them");
        }
        return sourcesIn.stream()
                .map(id -> TypedText.line("sourcesIn", id, LONGEST_SOURCE))
                .toList();
    }
}
