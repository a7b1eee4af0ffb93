package beholden.server.search;

import beholden.faces.FaceEngine;
import beholden.faces.pack.Calibration;
import beholden.gallery.EnrolledFace;
import beholden.server.casework.Case;
import beholden.server.casework.Cases;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.Role;
import beholden.server.identity.SignedIn;
import beholden.server.probes.SearchedProbe;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Searches as their readers may see them.
@Component
public class SearchViews {
    /// The warning that every list of candidates ends with.
    static final String CAUTION =
            "This is a list of candidates for a person to examine. A high score proves nothing: look at the photos.";

    private final AgencyBooks books;
    private final Searchers searchers;
    private final ProbeKeeper keeper;
    private final GallerySearch gallery;
    private final KnownSources sources;
    private final TrainingRule training;
    private final SearchOutcomes outcomes;
    private final String pack;
    private final @Nullable Calibration calibration;

    SearchViews(
            AgencyBooks books,
            Searchers searchers,
            ProbeKeeper keeper,
            GallerySearch gallery,
            KnownSources sources,
            TrainingRule training,
            SearchOutcomes outcomes,
            FaceEngine engine) {
        this.books = books;
        this.searchers = searchers;
        this.keeper = keeper;
        this.gallery = gallery;
        this.sources = sources;
        this.training = training;
        this.outcomes = outcomes;
        this.pack = engine.pack().templateSpace();
        this.calibration = engine.pack().description().calibration();
    }

    /// @param whole with its candidates; lists of searches leave them out
    public SearchJson show(SignedIn who, Search search, boolean whole) {
        AgencyBook book = books.of(who.agency());
        Reader reader = new Reader(book, who, outcomes.isBlind(book, search.caseId(), who));
        boolean hidden = outcomes.hidesOpinions(book, search, who);
        AccountId examiner = outcomes.examiner(book, search);
        Search.Result result = search.result();
        Search.Rule rule = search.decisive();
        Search.Decision decision = search.decision();
        return new SearchJson(
                search.id(),
                new SearchJson.CaseJson(search.caseId(), number(book, search)),
                named(reader, search.by()),
                search.at(),
                named(reader, examiner),
                result == null || !who.roles().contains(Role.EXAMINER) ? null : !training.canExamine(book, examiner),
                outcomes.state(book, search),
                result == null
                        ? null
                        : new SearchJson.GalleryJson(result.gallery(), result.faces(), result.generation()),
                result == null ? null : result.pack(),
                result == null ? null : result.policy(),
                result == null ? null : result.compared(),
                probe(book, search),
                new SearchJson.ScopeJson(
                        search.scope().sourcesIn(),
                        search.scope().takenFrom(),
                        search.scope().takenUntil(),
                        search.scope().minQuality()),
                search.limit(),
                whole ? candidates(reader, search, hidden) : List.of(),
                CAUTION,
                rule == null ? null : new SearchJson.RuleJson(rule.id(), rule.title(), rule.says()),
                decision == null
                        ? null
                        : new SearchJson.DecisionJson(
                                decision.approved(), decision.reason(), person(book, decision.by()), decision.at()));
    }

    private static String number(AgencyBook book, Search search) {
        return book.fold(Cases.class).find(search.caseId()).map(Case::number).orElse("");
    }

    /// @param blind whether nobody else who works on the case is named to them
    private record Reader(AgencyBook book, SignedIn who, boolean blind) {
        boolean mayKnow(AccountId id) {
            return !blind || id.equals(who.account());
        }
    }

    /// Whoever searched or examined; null if the reader may not know.
    private @Nullable PersonJson named(Reader reader, AccountId id) {
        return reader.mayKnow(id) ? person(reader.book(), id) : null;
    }

    private PersonJson person(AgencyBook book, AccountId id) {
        return new PersonJson(id, searchers.name(book, id));
    }

    private SearchJson.ProbeJson probe(AgencyBook book, Search search) {
        SearchedProbe probe = search.probe();
        String url = "/api/v1/searches/" + search.id();
        ProbeKeeping keeping = keeper.keeping(book, search);
        return new SearchJson.ProbeJson(
                probe.sha256(),
                probe.width(),
                probe.height(),
                probe.faces(),
                probe.face(),
                new SearchJson.QualityJson(probe.quality(), probe.verdict()),
                url + "/probe.jpg",
                url + "/probe-crop.jpg",
                keeping instanceof ProbeKeeping.Sealed,
                keeping instanceof ProbeKeeping.Lost,
                keeping instanceof ProbeKeeping.Lost lost ? lost.cause() : null,
                keeping instanceof ProbeKeeping.Destroyed);
    }

    private List<CandidateJson> candidates(Reader reader, Search search, boolean hidden) {
        return search.candidates().stream()
                .map(candidate ->
                        candidate(search, candidate, hidden ? null : disposition(reader, search, candidate.rank())))
                .toList();
    }

    private CandidateJson candidate(
            Search search, Candidate candidate, CandidateJson.@Nullable DispositionJson disposition) {
        EnrolledFace face = gallery.face(candidate).orElse(null);
        String source = face == null ? null : sources.name(face.sourceId());
        // rates are of the pack that made the scores; another pack's say nothing of them
        Search.Result result = search.result();
        boolean samePack = result != null && result.pack().equals(pack);
        return CandidateJson.of(search, candidate, samePack ? calibration : null, face, source, disposition);
    }

    private CandidateJson.@Nullable DispositionJson disposition(Reader reader, Search search, int rank) {
        AgencyBook book = reader.book();
        Disposition said = outcomes.disposition(book, search, rank).orElse(null);
        return said == null
                ? null
                : new CandidateJson.DispositionJson(
                        said.kind(),
                        said.note(),
                        named(reader, said.by()),
                        said.at(),
                        outcomes.examination(book, search, rank).orElse(null));
    }
}
