package beholden.server.search;

import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.policy.Verdict;
import beholden.server.probes.PictureFaces;
import beholden.server.refusal.Refusal;
import beholden.server.search.Search.State;
import beholden.server.search.SearchDeeds.ChangedMeanwhileException;
import beholden.server.search.SearchEvent.SearchDecided;
import beholden.server.search.SearchEvent.Searched;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Decisions of a second person on searches that wait for one.
@Service
class Approvals {
    private final AgencyBooks books;
    private final SearchJudge judge;
    private final SearchDeeds deeds;
    private final TrainingRule training;
    private final Searchers searchers;
    private final ProbeKeeper keeper;
    private final PictureFaces pictureFaces;
    private final GallerySearch gallery;

    Approvals(
            AgencyBooks books,
            SearchJudge judge,
            SearchDeeds deeds,
            TrainingRule training,
            Searchers searchers,
            ProbeKeeper keeper,
            PictureFaces pictureFaces,
            GallerySearch gallery) {
        this.books = books;
        this.judge = judge;
        this.deeds = deeds;
        this.training = training;
        this.searchers = searchers;
        this.keeper = keeper;
        this.pictureFaces = pictureFaces;
        this.gallery = gallery;
    }

    /// Approves a search that waits, and does it; or declines it.
    ///
    /// @throws Refusal if it does not wait, is the caller's own, an untrained caller approves it, or the policy
    ///     refuses the search now, which ends it
    Search decide(SignedIn who, SearchId id, boolean approve, String reason) {
        AgencyBook book = books.of(who.agency());
        Search asked = waiting(book, id);
        if (asked.by().equals(who.account())) {
            throw Refusal.notAllowed(
                    "own-search", "Another account has to approve this search than the one that asked.");
        }
        SearchDecided decided = new SearchDecided(id, approve, reason);
        if (!approve) {
            return deeds.act(book, who, id, happening -> {
                waiting(book, id);
                happening.record(decided);
            });
        }
        return SearchDeeds.judging(() -> approve(who, book, decided, waiting(book, id)));
    }

    private Search approve(SignedIn who, AgencyBook book, SearchDecided decided, Search asked) {
        SearchId id = asked.id();
        training.require(book, who.account());
        SignedIn searcher = searchers.now(book, asked.by());
        Question question = deeds.question(book, asked.caseId(), asked.probe(), asked.scope(), asked.limit());
        @Nullable
        Searched searched = judge.judge(book, searcher, id, question, true) instanceof Verdict.Allowed allowed
                ? gallery.search(id, question, allowed.policy(), template(who, asked))
                : null;
        Search search = deeds.act(book, who, id, happening -> {
            waiting(book, id);
            happening.record(decided);
            // judged again, since another search or the closing of the case may have come between
            happening.record(
                    switch (judge.judge(book, searcher, id, question, true)) {
                        case Verdict.Refused no -> SearchDeeds.refused(id, question, no);
                        case Verdict.Allowed _ when searched != null && deeds.restsStill(book, question) -> searched;
                        case Verdict.Allowed _, Verdict.NeedsApproval _ -> throw new ChangedMeanwhileException();
                    });
        });
        SearchDeeds.requireNotRefused(search);
        return search;
    }

    /// The template of the kept picture of the face: those of uploaded photos are never written to the log.
    private float[] template(SignedIn who, Search asked) {
        return pictureFaces
                .find(who.agency(), keeper.face(who.agency(), asked))
                .orElseThrow(() -> Refusal.conflict("No face is found any more in the kept picture of this probe;"
                        + " decline the search, and let it be asked for with another photo."))
                .face()
                .template();
    }

    private static Search waiting(AgencyBook book, SearchId id) {
        Search search = book.fold(Searches.class).find(id).orElseThrow(Refusal::notFound);
        if (search.state() != State.WAITING_FOR_APPROVAL) throw Refusal.conflict("This search was decided already.");
        return search;
    }
}
