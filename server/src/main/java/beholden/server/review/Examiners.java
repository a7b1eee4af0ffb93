package beholden.server.review;

import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.review.ReviewEvent.Disposed;
import beholden.server.review.ReviewEvent.OutcomeReached;
import beholden.server.review.ReviewEvent.TakenOver;
import beholden.server.search.Conclusion.Side;
import beholden.server.search.Disposition;
import beholden.server.search.Disposition.Kind;
import beholden.server.search.SearchId;
import beholden.server.search.TrainingRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/// Acts of the examiner of a search: from the first sight of its candidates to the outcome.
@Service
class Examiners {
    private final AgencyBooks books;
    private final TrainingRule training;

    Examiners(AgencyBooks books, TrainingRule training) {
        this.books = books;
        this.training = training;
    }

    /// Says what candidates are at first sight.
    void dispose(SignedIn who, SearchId id, List<Disposed.Entry> entries) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            CandidateReview of = own(book, who, id);
            Set<Integer> seen = new HashSet<>();
            for (Disposed.Entry entry : entries) {
                of.requireCandidate(entry.rank());
                if (!seen.add(entry.rank())) throw Refusal.invalid("rank " + entry.rank() + ": is there twice");
                if (!of.review().opinionsOn(entry.rank()).isEmpty()) {
                    throw Refusal.conflict("candidate " + entry.rank()
                            + " was compared feature by feature already; that conclusion stands");
                }
            }
            if (entries.isEmpty()) throw Refusal.invalid("dispositions: name at least one candidate");
            happening.record(new Disposed(id, entries));
            return id;
        });
    }

    /// Records the examiner's own comparison of a candidate that is possible.
    void examine(SignedIn who, SearchId id, int rank, Comparison comparison) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            CandidateReview of = own(book, who, id);
            of.requireCandidate(rank);
            Disposition disposition = of.review().dispositions().get(rank);
            if (disposition == null || disposition.kind() != Kind.POSSIBLE) {
                throw Refusal.conflict("candidate " + rank + ": say first that it is possible; only such candidates"
                        + " are compared feature by feature");
            }
            if (!of.review().opinionsOn(rank).isEmpty()) {
                throw Refusal.conflict("candidate " + rank + ": your conclusion is recorded, and stands");
            }
            happening.record(comparison.of(id, rank));
            return id;
        });
    }

    /// Goes on with the candidates of a search whose examiner is suspended, untrained, or examines no more.
    ///
    /// @throws Refusal if the examiner can go on, or the caller gave an opinion without knowing the examiner's
    void takeOver(SignedIn who, SearchId id) {
        AgencyBook book = books.of(who.agency());
        book.actAs(who, happening -> {
            CandidateReview of = CandidateReview.of(book, id);
            of.requireOpen();
            training.require(book, who.account());
            if (training.canExamine(book, of.examiner())) {
                throw Refusal.conflict("the examiner of this search can still go on with it");
            }
            if (!of.review().wasExaminer(of.search(), who.account())
                    && of.review().hasOpinionOf(who.account())) {
                throw Refusal.conflict("you reviewed a candidate of this search without knowing what its examiner says;"
                        + " let an examiner take it over who did not");
            }
            happening.record(new TakenOver(id));
            return id;
        });
    }

    /// Ends a search, as soon as all there is to say is said.
    Outcome conclude(SignedIn who, SearchId id) {
        AgencyBook book = books.of(who.agency());
        return book.actAs(who, happening -> {
            CandidateReview of = own(book, who, id);
            of.requireComplete();
            Review review = of.review();
            boolean lead = review.ranks(Kind.POSSIBLE).stream().anyMatch(rank -> review.settled(rank) == Side.FOR);
            Outcome outcome = lead ? Outcome.LEAD : Outcome.NO_LEAD;
            happening.record(new OutcomeReached(id, outcome));
            return outcome;
        });
    }

    /// An open search whose examiner is the caller, trained.
    private CandidateReview own(AgencyBook book, SignedIn who, SearchId id) {
        CandidateReview of = CandidateReview.of(book, id);
        of.requireOpen();
        of.requireExaminer(who.account());
        training.require(book, who.account());
        return of;
    }
}
