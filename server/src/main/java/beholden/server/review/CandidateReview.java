package beholden.server.review;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.refusal.Refusal;
import beholden.server.search.Disposition;
import beholden.server.search.Search;
import beholden.server.search.SearchId;
import beholden.server.search.Searches;

/// A candidate list with all that was said of it, and the rules of who may say more.
///
/// @param search has a candidate list, be it empty
record CandidateReview(Search search, Review review) {

    /// @throws Refusal if there is no such search, or no candidate list of it
    static CandidateReview of(AgencyBook book, SearchId id) {
        Search search = book.fold(Searches.class).find(id).orElseThrow(Refusal::notFound);
        if (search.result() == null) throw Refusal.conflict("there is no candidate list of this search");
        return new CandidateReview(search, book.fold(Reviews.class).of(id));
    }

    /// @throws Refusal if the search has its outcome
    void requireOpen() {
        if (review.outcome() != null) {
            throw Refusal.conflict(
                    "this search is done with, and what was concluded stands; search again if there is reason to");
        }
    }

    /// @throws Refusal if somebody else says what the candidates are
    void requireExaminer(AccountId account) {
        if (!examiner().equals(account)) {
            throw Refusal.notAllowed(
                    "not-yours", "Another examiner made this search; only they say what became of its candidates.");
        }
    }

    AccountId examiner() {
        return review.examiner(search);
    }

    /// @throws Refusal if the list is not so long
    void requireCandidate(int rank) {
        if (search.candidate(rank).isEmpty()) throw Refusal.notFound();
    }

    /// Whether a candidate waits for an opinion that this account may give without knowing another's.
    boolean waitsFor(AccountId account, int rank) {
        Search.Decision approval = search.decision();
        return review.isOpen(rank)
                && !review.wasExaminer(search, account)
                && !review.hasOpinionOf(account, rank)
                // who approved it was told who asks
                && (approval == null || !approval.by().equals(account));
    }

    /// @throws Refusal if something is left to say of a candidate
    void requireComplete() {
        search.candidates().forEach(candidate -> requireComplete(candidate.rank()));
    }

    private void requireComplete(int rank) {
        Disposition disposition = review.dispositions().get(rank);
        if (disposition == null) {
            throw Refusal.conflict("candidate " + rank + " was not looked at yet; say of every candidate"
                    + " whether it is excluded, possible or not examinable");
        }
        if (disposition.kind() != Disposition.Kind.POSSIBLE) return;
        if (review.opinionsOn(rank).isEmpty()) {
            throw Refusal.conflict("candidate " + rank + " is possible and was not compared feature by feature yet");
        }
        if (review.settled(rank) == null) {
            throw Refusal.conflict("candidate " + rank + " waits for a reviewer's opinion");
        }
    }
}
