package beholden.server.oversight;

import beholden.server.search.SearchId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Searches that somebody should ask about. None of it says that anything is wrong.
///
/// @param text for people, without names
record Outlier(Kind kind, String text, List<SearchId> searches) {
    private static final LocalTime NIGHT = LocalTime.of(22, 0);
    private static final LocalTime MORNING = LocalTime.of(6, 0);
    private static final int OFTEN = 3;
    private static final Duration LONG = Duration.ofDays(7);

    enum Kind {
        ODD_HOURS,
        PERSON_SEARCHED_OFTEN,
        NO_OUTCOME
    }

    Outlier {
        searches = List.copyOf(searches);
    }

    /// @param searches of the period, in any order
    static List<Outlier> among(List<UsedSearch> searches, Period period, Instant now) {
        List<Outlier> found = new ArrayList<>();
        grouped(searches.stream().filter(of -> isOdd(of, period)).toList(), UsedSearch::by)
                .forEach(group -> found.add(new Outlier(
                        Kind.ODD_HOURS,
                        said(group.size()) + by(group) + " between " + NIGHT + " and " + MORNING,
                        ids(group))));
        found.addAll(often(searches));
        grouped(searches.stream().filter(of -> isLate(of, now)).toList(), UsedSearch::by)
                .forEach(group -> found.add(new Outlier(
                        Kind.NO_OUTCOME,
                        said(group.size()) + by(group) + " without an outcome after " + LONG.toDays() + " days",
                        ids(group))));
        return found;
    }

    private static boolean isOdd(UsedSearch search, Period period) {
        LocalTime time = period.local(search.at()).toLocalTime();
        return !time.isBefore(NIGHT) || time.isBefore(MORNING);
    }

    private static boolean isLate(UsedSearch search, Instant now) {
        return search.end() == UsedSearch.End.OPEN && search.at().plus(LONG).isBefore(now);
    }

    /// Searches of one face of a photo, also in vain, and searches in which one face of the gallery came first.
    private static List<Outlier> often(List<UsedSearch> searches) {
        List<Outlier> found = new ArrayList<>();
        for (List<UsedSearch> group : grouped(searches, UsedSearch::probe)) {
            if (group.size() >= OFTEN) {
                found.add(new Outlier(
                        Kind.PERSON_SEARCHED_OFTEN, said(group.size()) + " with the same face of a photo", ids(group)));
            }
        }
        for (List<UsedSearch> group : grouped(searches, UsedSearch::first)) {
            boolean told = found.stream().anyMatch(of -> of.searches().containsAll(ids(group)));
            if (group.size() >= OFTEN && !told) {
                found.add(new Outlier(
                        Kind.PERSON_SEARCHED_OFTEN,
                        said(group.size()) + " in which the same face of the gallery came first",
                        ids(group)));
            }
        }
        return found;
    }

    private static <K> List<List<UsedSearch>> grouped(
            List<UsedSearch> searches, Function<UsedSearch, @Nullable K> key) {
        Map<K, List<UsedSearch>> groups = new LinkedHashMap<>();
        for (UsedSearch search : searches) {
            K of = key.apply(search);
            if (of != null) groups.computeIfAbsent(of, _ -> new ArrayList<>()).add(search);
        }
        return List.copyOf(groups.values());
    }

    /// Searches that the reader is not told the accounts of are one group, whoever made them.
    private static String by(List<UsedSearch> group) {
        return group.getFirst().by().isPresent() ? " by one account" : " by accounts that you are not told yet";
    }

    private static String said(int searches) {
        return searches == 1 ? "1 search" : searches + " searches";
    }

    private static List<SearchId> ids(List<UsedSearch> searches) {
        return searches.stream().map(UsedSearch::id).toList();
    }
}
