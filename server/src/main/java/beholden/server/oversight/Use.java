package beholden.server.oversight;

import beholden.server.casework.CaseId;
import beholden.server.events.AccountId;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Counts of an agency's searches in a period.
///
/// @param perAccount those of all accounts that the reader is not told count together, as of nobody
record Use(Map<Optional<AccountId>, Count> perAccount, Map<CaseId, Count> perCase, Map<LocalDate, Count> perDay) {

    /// @param searches those that were not refused
    record Count(int searches, int refused, int leads) {
        static final Count NONE = new Count(0, 0, 0);

        Count plus(UsedSearch search) {
            return switch (search.end()) {
                case REFUSED -> new Count(searches, refused + 1, leads);
                case LEAD -> new Count(searches + 1, refused, leads + 1);
                case OPEN, NO_LEAD -> new Count(searches + 1, refused, leads);
            };
        }
    }

    /// @param searches of the period
    static Use of(List<UsedSearch> searches, Period period) {
        Map<LocalDate, Count> perDay = new LinkedHashMap<>();
        period.days().forEach(day -> perDay.put(day, Count.NONE));
        count(searches, search -> period.local(search.at()).toLocalDate(), perDay);
        return new Use(
                count(searches, UsedSearch::by, new LinkedHashMap<>()),
                count(searches, UsedSearch::caseId, new LinkedHashMap<>()),
                perDay);
    }

    private static <K> Map<K, Count> count(
            List<UsedSearch> searches, Function<UsedSearch, K> key, Map<K, Count> counts) {
        for (UsedSearch search : searches) {
            counts.put(
                    key.apply(search),
                    counts.getOrDefault(key.apply(search), Count.NONE).plus(search));
        }
        return counts;
    }
}
