package beholden.server.review;

import beholden.server.casework.CaseId;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.search.Conclusion;
import beholden.server.search.Disposition;
import beholden.server.search.Search;
import beholden.server.search.SearchOutcomes;
import beholden.server.search.SearchState;
import beholden.server.search.Searches;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Outcomes of searches, as the reviews tell them.
@Component
class ReviewedOutcomes implements SearchOutcomes {

    @Override
    public SearchState state(AgencyBook book, Search search) {
        return switch (search.state()) {
            case WAITING_FOR_APPROVAL -> SearchState.WAITING_FOR_APPROVAL;
            case REFUSED -> SearchState.REFUSED;
            case CANDIDATES -> state(review(book, search));
        };
    }

    private static SearchState state(Review review) {
        return switch (review.outcome()) {
            case LEAD -> SearchState.LEAD;
            case NO_LEAD -> SearchState.NO_LEAD;
            case null -> review.dispositions().isEmpty() ? SearchState.CANDIDATES : SearchState.IN_REVIEW;
        };
    }

    private static Review review(AgencyBook book, Search search) {
        return book.fold(Reviews.class).of(search.id());
    }

    @Override
    public Optional<Disposition> disposition(AgencyBook book, Search search, int rank) {
        return Optional.ofNullable(review(book, search).dispositions().get(rank));
    }

    @Override
    public Optional<Conclusion> examination(AgencyBook book, Search search, int rank) {
        // the examiner's opinion comes before any reviewer's
        return review(book, search).opinionsOn(rank).stream().findFirst().map(Opinion::conclusion);
    }

    @Override
    public AccountId examiner(AgencyBook book, Search search) {
        return review(book, search).examiner(search);
    }

    @Override
    public boolean hidesOpinions(AgencyBook book, Search search, SignedIn who) {
        Review review = review(book, search);
        return review.outcome() == null && !review.examiner(search).equals(who.account());
    }

    @Override
    public boolean isBlind(AgencyBook book, CaseId caseId, SignedIn who) {
        return who.roles().contains(Role.REVIEWER)
                && book.fold(Searches.class).of(caseId).stream().anyMatch(search -> isToJudge(book, search, who));
    }

    /// Every reviewer until the outcome: even after an opinion on one candidate, others of the list may follow.
    /// Where there are no candidates there is nothing to judge, so that who approves a case's first search may
    /// know who asks.
    private boolean isToJudge(AgencyBook book, Search search, SignedIn who) {
        return !search.candidates().isEmpty() && !search.by().equals(who.account()) && hidesOpinions(book, search, who);
    }
}
