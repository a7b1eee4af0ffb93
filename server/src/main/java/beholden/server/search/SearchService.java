package beholden.server.search;

import beholden.server.casework.CaseFiles;
import beholden.server.casework.CaseId;
import beholden.server.casework.SearchRules;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.events.Deed;
import beholden.server.identity.SignedIn;
import beholden.server.policy.SearchFacts;
import beholden.server.policy.Verdict;
import beholden.server.probes.PictureFaces;
import beholden.server.probes.Probe;
import beholden.server.probes.ProbeId;
import beholden.server.probes.Probes;
import beholden.server.probes.SearchedProbe;
import beholden.server.probes.Stopwatch;
import beholden.server.refusal.Refusal;
import beholden.server.search.Search.Rule;
import beholden.server.search.Search.State;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Searches: the policy is asked first, then the gallery; what it answered is seen by nobody before its record is
/// durable.
@Service
class SearchService {
    private final AgencyBooks books;
    private final SearchRules rules;
    private final Searchers searchers;
    private final Probes probes;
    private final ProbeKeeper keeper;
    private final PictureFaces pictureFaces;
    private final CaseFiles files;
    private final GallerySearch gallery;
    private final Stopwatch seal;
    private final InstantSource clock;

    SearchService(
            AgencyBooks books,
            SearchRules rules,
            Searchers searchers,
            Probes probes,
            ProbeKeeper keeper,
            PictureFaces pictureFaces,
            CaseFiles files,
            GallerySearch gallery,
            MeterRegistry registry,
            InstantSource clock) {
        this.books = books;
        this.rules = rules;
        this.searchers = searchers;
        this.probes = probes;
        this.keeper = keeper;
        this.pictureFaces = pictureFaces;
        this.files = files;
        this.gallery = gallery;
        this.seal = new Stopwatch(registry, "seal");
        this.clock = clock;
    }

    private static Search find(AgencyBook book, SearchId id) {
        return book.fold(Searches.class).find(id).orElseThrow(Refusal::notFound);
    }

    /// Searches for a face of a probe, or asks a second person to approve it.
    ///
    /// @param face number on the probe, 1 is the left-most
    /// @throws Refusal if the policy refuses it, which is recorded; or if there is no such probe or face
    Search search(SignedIn who, CaseId caseId, ProbeId probeId, int face, SearchScope scope, int limit) {
        AgencyBook book = books.of(who.agency());
        Probe probe = probes.find(who.member(), probeId)
                .filter(found -> found.caseId().equals(caseId))
                .orElseThrow(
                        () -> Refusal.invalid("probe: there is none of this id for this case any more; photos wait "
                                + Probes.KEPT.toMinutes() + " minutes, and the newest " + Probes.PER_ACCOUNT
                                + " of an account; upload it again"));
        if (face < 1 || face > probe.faces().size()) {
            throw Refusal.invalid("face " + face + ": the photo has faces 1 to "
                    + probe.faces().size());
        }
        SearchId id = SearchId.random();
        Question question = new Question(caseId, probe.searched(face), scope, limit);
        Verdict first = judge(book, who, id, question, false);
        if (!(first instanceof Verdict.Refused)) files.requireRoom(who.agency(), caseId);
        @Nullable
        Searched searched = first instanceof Verdict.Allowed allowed
                ? gallery.search(
                        id,
                        question,
                        allowed.policy(),
                        probe.faces().get(face - 1).face().template())
                : null;
        Search search = act(book, who.account(), id, happening -> {
            // judged again, since another search or the closing of the case may have come between
            happening.record(
                    switch (judge(book, who, id, question, false)) {
                        case Verdict.Refused no -> refused(id, question, no);
                        case Verdict.NeedsApproval needs ->
                            new SearchAsked(id, question, needs.policy(), rule(needs.reason()));
                        case Verdict.Allowed _ when searched != null -> searched;
                        case Verdict.Allowed _ ->
                            throw Refusal.conflict("The case or the account changed meanwhile; search again.");
                    });
        });
        requireNotRefused(search);
        keeper.keep(who.agency(), search, probe.pictures(face));
        return search;
    }

    /// Approves a search that waits, and does it; or declines it.
    ///
    /// @throws Refusal if it does not wait, is the caller's own, or the policy refuses it now, which ends it
    Search decide(SignedIn who, SearchId id, boolean approve, String reason) {
        AgencyBook book = books.of(who.agency());
        Search asked = waiting(book, id);
        if (asked.by().equals(who.account())) {
            throw Refusal.notAllowed(
                    "own-search", "Another account has to approve this search than the one that asked.");
        }
        SearchDecided decided = new SearchDecided(id, approve, reason);
        if (!approve) {
            return act(book, who.account(), id, happening -> {
                waiting(book, id);
                happening.record(decided);
            });
        }
        SignedIn searcher = searchers.now(book, asked.by());
        Question question = new Question(asked.caseId(), asked.probe(), asked.scope(), asked.limit());
        if (!(judge(book, searcher, id, question, true) instanceof Verdict.Allowed allowed)) {
            return approve(book, who, decided, searcher, question, null);
        }
        float[] template = pictureFaces
                .find(keeper.face(who.agency(), asked))
                .orElseThrow(() -> Refusal.conflict("No face is found any more in the kept picture of this probe;"
                        + " decline the search, and let it be asked for with another photo."))
                .face()
                .template();
        Searched searched = gallery.search(id, question, allowed.policy(), template);
        return approve(book, who, decided, searcher, question, searched);
    }

    /// @param searched null if the policy refused it when it was first asked
    private Search approve(
            AgencyBook book,
            SignedIn who,
            SearchDecided decided,
            SignedIn searcher,
            Question question,
            @Nullable Searched searched) {
        SearchId id = decided.id();
        Search search = act(book, who.account(), id, happening -> {
            waiting(book, id);
            happening.record(decided);
            happening.record(
                    switch (judge(book, searcher, id, question, true)) {
                        case Verdict.Refused no -> refused(id, question, no);
                        case Verdict.Allowed _ when searched != null -> searched;
                        case Verdict.Allowed _, Verdict.NeedsApproval _ ->
                            throw Refusal.conflict("The case or the account changed meanwhile; decide again.");
                    });
        });
        requireNotRefused(search);
        return search;
    }

    private static Search waiting(AgencyBook book, SearchId id) {
        Search search = find(book, id);
        if (search.state() != State.WAITING_FOR_APPROVAL) throw Refusal.conflict("This search was decided already.");
        return search;
    }

    private Verdict judge(AgencyBook book, SignedIn who, SearchId id, Question question, boolean approved) {
        SearchedProbe probe = question.probe();
        SearchScope scope = question.scope();
        SearchFacts facts = new SearchFacts(
                searchers.isTrained(book, who.account()),
                approved,
                new SearchFacts.Probe(probe.width(), probe.height(), probe.faces(), probe.quality()),
                new SearchFacts.Scope(
                        scope.sourcesIn() == null ? List.of() : scope.sourcesIn(),
                        scope.minQuality() == null ? 0 : scope.minQuality(),
                        question.limit()),
                quota(book.fold(Searches.class), who.account(), id, question.caseId()));
        return rules.judge(book, who, question.caseId(), facts);
    }

    private SearchFacts.Quota quota(Searches searches, AccountId by, SearchId without, CaseId caseId) {
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        List<Search> counted = searches.all().stream()
                .filter(search ->
                        search.state() != State.REFUSED && !search.id().equals(without))
                .toList();
        long today = counted.stream()
                .filter(search -> search.by().equals(by) && !search.at().isBefore(midnight))
                .count();
        long ofCase = counted.stream()
                .filter(search -> search.caseId().equals(caseId))
                .count();
        return new SearchFacts.Quota((int) today, (int) ofCase);
    }

    private static SearchRefused refused(SearchId id, Question question, Verdict.Refused no) {
        return new SearchRefused(id, question, no.policy(), rule(no.reason()));
    }

    private static void requireNotRefused(Search search) {
        Rule rule = search.decisive();
        if (search.state() != State.REFUSED || rule == null) return;
        throw Refusal.byPolicy(rule.id(), rule.title(), rule.says());
    }

    private static Rule rule(Verdict.Reason reason) {
        return new Rule(reason.rule(), reason.title(), reason.says());
    }

    /// Something that happens to a search.
    private interface Change {
        void in(Deed.Happening happening);
    }

    private Search act(AgencyBook book, AccountId by, SearchId id, Change change) {
        try (Stopwatch.Running _ = seal.start()) {
            book.actAs(by, happening -> {
                change.in(happening);
                return id;
            });
        }
        return find(book, id);
    }
}
