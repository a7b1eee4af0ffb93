package beholden.server.review;

import beholden.server.events.AccountId;
import beholden.server.search.Conclusion.Side;
import beholden.server.search.Disposition;
import beholden.server.search.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that people have said of one candidate list.
///
/// @param dispositions by rank
/// @param opinions     by rank, in the order in which they were recorded: the examiner's, a reviewer's, and a third
///                     one's if those two disagree
/// @param successors   examiners who took it over, one after the other, from whoever searched
/// @param outcome      null as long as it is open
public record Review(
        Map<Integer, Disposition> dispositions,
        Map<Integer, List<Opinion>> opinions,
        List<Successor> successors,
        @Nullable Outcome outcome) {
    static final Review NONE = new Review(Map.of(), Map.of(), List.of(), null);

    private static final int MOST_OPINIONS = 3;

    public record Successor(AccountId by, Instant at) {}

    public Review {
        dispositions = Map.copyOf(dispositions);
        opinions = Map.copyOf(opinions);
        successors = List.copyOf(successors);
    }

    /// The account that says what the candidates are: whoever searched, or took it over last.
    public AccountId examiner(Search search) {
        return successors.isEmpty() ? search.by() : successors.getLast().by();
    }

    /// Whether somebody is the examiner, or was before another took it over.
    boolean wasExaminer(Search search, AccountId account) {
        return search.by().equals(account)
                || successors.stream().anyMatch(one -> one.by().equals(account));
    }

    boolean hasOpinionOf(AccountId account) {
        return opinions.keySet().stream().anyMatch(rank -> hasOpinionOf(account, rank));
    }

    /// The side on which those who compared this candidate agree; null as long as another opinion is needed.
    ///
    /// Two that point the same way settle it. Of three, two may; if all three differ, nothing speaks for it.
    public @Nullable Side settled(int rank) {
        List<Side> sides = sides(rank);
        for (Side side : Side.values()) {
            if (sides.stream().filter(side::equals).count() >= 2) return side;
        }
        return sides.size() < MOST_OPINIONS ? null : Side.NEITHER;
    }

    private List<Side> sides(int rank) {
        return opinionsOn(rank).stream()
                .map(opinion -> opinion.conclusion().side())
                .toList();
    }

    public List<Opinion> opinionsOn(int rank) {
        return opinions.getOrDefault(rank, List.of());
    }

    /// Whether an opinion of somebody else is waited for: the examiner has given one, and it is not settled.
    boolean isOpen(int rank) {
        return outcome == null && !opinionsOn(rank).isEmpty() && settled(rank) == null;
    }

    boolean hasOpinionOf(AccountId account, int rank) {
        return opinionsOn(rank).stream().anyMatch(opinion -> opinion.by().equals(account));
    }

    /// The candidates with this disposition, by rank.
    List<Integer> ranks(Disposition.Kind kind) {
        return dispositions.entrySet().stream()
                .filter(entry -> entry.getValue().kind() == kind)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    Review with(int rank, Disposition disposition) {
        Map<Integer, Disposition> more = new TreeMap<>(dispositions);
        more.put(rank, disposition);
        return new Review(more, opinions, successors, outcome);
    }

    Review with(int rank, Opinion opinion) {
        List<Opinion> longer = new ArrayList<>(opinionsOn(rank));
        longer.add(opinion);
        Map<Integer, List<Opinion>> more = new TreeMap<>(opinions);
        more.put(rank, List.copyOf(longer));
        return new Review(dispositions, more, successors, outcome);
    }

    Review with(Outcome reached) {
        return new Review(dispositions, opinions, successors, reached);
    }

    Review with(Successor next) {
        List<Successor> longer = new ArrayList<>(successors);
        longer.add(next);
        return new Review(dispositions, opinions, longer, outcome);
    }
}
