package beholden.server.review;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.search.Search;
import beholden.server.search.SearchOutcomes;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Tells how far a search is to whoever may know.
@Component
class ReviewedOutcomes implements SearchOutcomes {

    @Override
    public Optional<String> state(AgencyBook book, Search search) {
        Review review = book.fold(Reviews.class).of(search.id());
        if (review.outcome() != null) return Optional.of(review.outcome().name());
        return review.dispositions().isEmpty() ? Optional.empty() : Optional.of("IN_REVIEW");
    }

    @Override
    public Optional<Disposition> disposition(AgencyBook book, Search search, int rank) {
        Review review = book.fold(Reviews.class).of(search.id());
        // the examiner's opinion comes before any reviewer's
        String examination = review.opinionsOn(rank).stream()
                .findFirst()
                .map(opinion -> opinion.conclusion().name())
                .orElse(null);
        return Optional.ofNullable(review.dispositions().get(rank))
                .map(known -> new Disposition(known.kind().name(), known.note(), known.by(), known.at(), examination));
    }

    @Override
    public AccountId examiner(AgencyBook book, Search search) {
        return book.fold(Reviews.class).of(search.id()).examiner(search);
    }

    @Override
    public boolean hidesOpinions(AgencyBook book, Search search, SignedIn who) {
        Review review = book.fold(Reviews.class).of(search.id());
        return review.outcome() == null && !review.examiner(search).equals(who.account());
    }

    /// Every reviewer until the outcome: even after an opinion on one candidate, others of the list may follow. Before
    /// there are candidates there is nothing to judge, and who approves may know who asks.
    @Override
    public boolean isBlind(AgencyBook book, Search search, SignedIn who) {
        return who.roles().contains(Role.REVIEWER)
                && search.result() != null
                && !search.by().equals(who.account())
                && hidesOpinions(book, search, who);
    }
}
