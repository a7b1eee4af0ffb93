package beholden.server.search;

import beholden.server.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an examiner asks for.
///
/// @param probe id of an uploaded photo
/// @param face  number on it, 1 is the left-most
/// @param limit longest list, 1..50
record NewSearch(
        String probe,
        int face,
        @Nullable Integer limit,
        @Nullable List<String> sourcesIn,
        @Nullable LocalDate takenFrom,
        @Nullable LocalDate takenUntil,
        @Nullable Integer minQuality) {
    private static final int USUAL = 20;
    private static final int MOST = 50;

    NewSearch {
        if (limit != null && (limit < 1 || limit > MOST)) {
            throw Refusal.invalid("limit " + limit + ": a list has 1 to " + MOST + " candidates");
        }
    }

    int longest() {
        return limit == null ? USUAL : limit;
    }

    SearchScope scope() {
        SearchScope scope = new SearchScope(sourcesIn, takenFrom, takenUntil, minQuality);
        scope.requireSense();
        return scope;
    }
}
