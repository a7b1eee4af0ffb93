package beholden.server.search;

import beholden.server.casework.CaseId;
import beholden.server.casework.FileRoom;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.policy.Verdict;
import beholden.server.probes.Probe;
import beholden.server.probes.ProbeId;
import beholden.server.probes.ProbePictures;
import beholden.server.probes.Probes;
import beholden.server.refusal.Refusal;
import beholden.server.search.SearchDeeds.ChangedMeanwhileException;
import beholden.server.search.SearchEvent.SearchAsked;
import beholden.server.search.SearchEvent.Searched;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Searches: the policy is asked first, then room is reserved for the probe's pictures, then the gallery is
/// searched; what it answered is seen by nobody before its record is durable.
@Service
class SearchService {
    private final AgencyBooks books;
    private final SearchJudge judge;
    private final SearchDeeds deeds;
    private final Probes probes;
    private final ProbeKeeper keeper;
    private final GallerySearch gallery;

    SearchService(
            AgencyBooks books,
            SearchJudge judge,
            SearchDeeds deeds,
            Probes probes,
            ProbeKeeper keeper,
            GallerySearch gallery) {
        this.books = books;
        this.judge = judge;
        this.deeds = deeds;
        this.probes = probes;
        this.keeper = keeper;
        this.gallery = gallery;
    }

    /// Searches for a face of a probe, or asks a second person to approve it.
    ///
    /// @param face number on the probe, 1 is the left-most
    /// @throws Refusal if the policy refuses it, which is recorded; if there is no such probe or face; or if the
    ///     vault has no room for the probe's pictures now
    Search search(SignedIn who, CaseId caseId, ProbeId probeId, int face, SearchScope scope, int limit) {
        Probe probe = probe(who, caseId, probeId, face);
        return SearchDeeds.judging(() -> search(who, caseId, probe, face, scope, limit));
    }

    private Search search(SignedIn who, CaseId caseId, Probe probe, int face, SearchScope scope, int limit) {
        AgencyBook book = books.of(who.agency());
        SearchId id = SearchId.random();
        Question question = deeds.question(book, caseId, probe.searched(face), scope, limit);
        ProbePictures pictures = probe.pictures(face);
        Verdict first = judge.judge(book, who, id, question, false);
        // before the gallery is searched: no candidate is ever shown whose probe cannot be
        try (@Nullable
                FileRoom room =
                        first instanceof Verdict.Refused ? null : keeper.reserve(who.agency(), caseId, pictures)) {
            @Nullable
            Searched searched = first instanceof Verdict.Allowed allowed
                    ? gallery.search(
                            id,
                            question,
                            allowed.policy(),
                            probe.faces().get(face - 1).face().template())
                    : null;
            Search search = deeds.act(book, who, id, happening -> {
                // judged again, since another search or the closing of the case may have come between
                happening.record(
                        switch (judge.judge(book, who, id, question, false)) {
                            case Verdict.Refused no -> SearchDeeds.refused(id, question, no);
                            case Verdict.NeedsApproval needs
                            when room != null && deeds.restsStill(book, question) ->
                                new SearchAsked(id, question, needs.policy(), SearchDeeds.rule(needs.reason()));
                            case Verdict.Allowed _
                            when searched != null && deeds.restsStill(book, question) -> searched;
                            case Verdict.Allowed _, Verdict.NeedsApproval _ -> throw new ChangedMeanwhileException();
                        });
            });
            SearchDeeds.requireNotRefused(search);
            var _ = keeper.keep(who.agency(), search, pictures, Objects.requireNonNull(room));
            return search;
        }
    }

    private Probe probe(SignedIn who, CaseId caseId, ProbeId id, int face) {
        Probe probe = probes.find(who.member(), id)
                .filter(found -> found.caseId().equals(caseId))
                .orElseThrow(
                        () -> Refusal.invalid("probe: there is none of this id for this case any more; photos wait "
                                + Probes.KEPT.toMinutes() + " minutes, and the newest " + Probes.PER_ACCOUNT
                                + " of an account; upload it again"));
        if (face < 1 || face > probe.faces().size()) {
            throw Refusal.invalid("face " + face + ": the photo has faces 1 to "
                    + probe.faces().size());
        }
        return probe;
    }
}
