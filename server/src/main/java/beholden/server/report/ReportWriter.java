package beholden.server.report;

import beholden.faces.FaceEngine;
import beholden.server.agency.Accounts;
import beholden.server.events.AccountId;
import beholden.server.identity.SignedIn;
import beholden.server.pictures.SearchPictures;
import beholden.server.search.CandidateJson;
import beholden.server.search.Search;
import beholden.server.search.SearchViews;
import beholden.vault.Vault;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Gathers what is to be told of a search.
@Component
class ReportWriter {
    /// Pixels: 28 mm at 300 dots to the inch would be 330; photos of a gallery rarely hold more.
    private static final int CANDIDATE_SIDE = 256;

    private static final int PROBE_SIDE = 384;

    private final SearchViews views;
    private final SearchPictures pictures;
    private final FaceEngine engine;
    private final Vault vault;
    private final InstantSource clock;

    ReportWriter(SearchViews views, SearchPictures pictures, FaceEngine engine, Vault vault, InstantSource clock) {
        this.views = views;
        this.pictures = pictures;
        this.engine = engine;
        this.vault = vault;
        this.clock = clock;
    }

    Report report(
            ReportId id,
            SignedIn who,
            Accounts accounts,
            Search search,
            OnRecord recorded,
            List<Report.Rested> records,
            List<Report.Candidate> candidates) {
        Map<AccountId, String> people = new LinkedHashMap<>();
        Stream.concat(Stream.of(who.account()), recorded.people())
                .forEach(person -> people.put(person, accounts.name(person)));
        return new Report(
                Report.FORMAT,
                Report.NOTICE,
                id,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                who.account(),
                accounts.agencyName(),
                recorded,
                records,
                people,
                new Report.ProbePictures(
                        pictures.probe(who.agency(), search).orElse(null),
                        pictures.probeFace(who.agency(), search, PROBE_SIDE).orElse(null)),
                candidates,
                madeByInstalledPack(search) ? Report.Model.of(engine.pack().description()) : null,
                ledger());
    }

    private boolean madeByInstalledPack(Search search) {
        Search.Result result = search.result();
        return result == null || result.pack().equals(engine.pack().templateSpace());
    }

    /// The candidates of a search with their pictures, in the order of the recorded list.
    List<Report.Candidate> candidates(SignedIn who, Search search) {
        return views.show(who, search, true).candidates().stream()
                .map(shown -> candidate(who, search, shown))
                .toList();
    }

    private Report.Candidate candidate(SignedIn who, Search search, CandidateJson shown) {
        return new Report.Candidate(
                shown.rank(),
                shown.removed(),
                shown.falseMatchRate(),
                shown.expectedStrangers(),
                shown.noRate(),
                shown.quality(),
                shown.source(),
                shown.title(),
                shown.link(),
                shown.captured(),
                pictures.candidate(who.agency(), search, shown.rank(), CANDIDATE_SIDE)
                        .orElse(null));
    }

    private Report.Log ledger() {
        return new Report.Log(
                vault.settings().origin(),
                vault.verifiers().stream().map(key -> key.vkey()).toList());
    }
}
