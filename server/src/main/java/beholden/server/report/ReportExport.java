package beholden.server.report;

import beholden.ground.Sha256;
import beholden.server.agency.Accounts;
import beholden.server.casework.Cases;
import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import beholden.server.report.ReportEvent.ReportExported;
import beholden.server.review.Review;
import beholden.server.review.Reviews;
import beholden.server.search.Search;
import beholden.server.search.SearchId;
import beholden.server.search.SearchOutcomes;
import beholden.server.search.SearchProofs;
import beholden.server.search.Searches;
import beholden.server.turns.FairTurns;
import beholden.vault.log.DisclosedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/// Makes reports; that one was made is durable before anybody has it.
@Service
class ReportExport {
    private final AgencyBooks books;
    private final ReportWriter writer;
    private final SearchProofs proofs;
    private final SearchOutcomes outcomes;

    /// Fifty pictures and their pages take memory; one report at a time is enough for people.
    private final FairTurns turns = new FairTurns(
            "report", "Too many reports are being made; try again in some seconds.", 1, 1, Duration.ofSeconds(20));

    ReportExport(AgencyBooks books, ReportWriter writer, SearchProofs proofs, SearchOutcomes outcomes) {
        this.books = books;
        this.writer = writer;
        this.proofs = proofs;
        this.outcomes = outcomes;
    }

    /// The report's file, with the proof of its own export.
    ///
    /// @throws Refusal     if there is no such search, the reader has to stay blind, or others take too long
    /// @throws IOException if store or ledger cannot be read
    byte[] export(SignedIn who, SearchId id, ReportFormat format) throws Exception {
        AgencyBook book = books.of(who.agency());
        Told told = told(who, book, id);
        List<Disclosure> records = new ArrayList<>();
        for (int number : told.records()) records.add(disclosure(book, number));
        ReportId report = ReportId.random();
        // Pictures wait for turns of their own, and nobody else could have the report's turn meanwhile.
        Wanted wanted = new Wanted(report, format, writer.candidates(who, told.search()));
        byte[] blank = turns.take(who.agency(), 1, _ -> blank(who, book, told, wanted, records));
        book.actAs(who, happening -> {
            happening.record(new ReportExported(report, id, format, Sha256.of(blank)));
            return report;
        });
        return ProofPlace.fill(
                blank, disclosure(book, book.fold(RecordNumbers.class).of(report)));
    }

    /// A search as it was at one moment.
    ///
    /// @param records numbers of the events it follows from
    private record Told(Search search, OnRecord recorded, List<Integer> records) {}

    private Told told(SignedIn who, AgencyBook book, SearchId id) {
        // a deed in which nothing happens: nobody changes the search between two looks at it
        return book.actAs(who, _ -> {
            Search search = book.fold(Searches.class).find(id).orElseThrow(Refusal::notFound);
            Review review = book.fold(Reviews.class).of(id);
            if (!review.dispositions().isEmpty() && outcomes.hidesOpinions(book, search, who)) {
                throw Refusal.notAllowed(
                        "blind",
                        "Candidates of this search are still judged, each by people who do not know what others said,"
                                + " and anybody may be asked for an opinion. Its report is there for you once the"
                                + " outcome is recorded; until then only its examiner has it.");
            }
            if (outcomes.isBlind(book, search.caseId(), who)) {
                throw Refusal.notAllowed(
                        "blind",
                        "A report names who works on the case, and you may be asked for an opinion on candidates of it"
                                + " without knowing that. Its reports are there for you once the outcome is recorded of"
                                + " every search of the case that has candidates.");
            }
            OnRecord recorded =
                    OnRecord.of(book.fold(Cases.class).find(search.caseId()).orElse(null), search, review);
            return new Told(search, recorded, book.fold(RecordNumbers.class).of(search.caseId(), id));
        });
    }

    private record Wanted(ReportId id, ReportFormat format, List<Report.Candidate> candidates) {}

    private byte[] blank(SignedIn who, AgencyBook book, Told told, Wanted wanted, List<Disclosure> records)
            throws IOException {
        Report report = writer.report(
                wanted.id(),
                who,
                book.fold(Accounts.class),
                told.search(),
                told.recorded(),
                ReportCheck.rested(records),
                wanted.candidates());
        Content content = Content.of(report, records);
        return switch (wanted.format()) {
            case PDF -> PdfFile.blank(report, content, ReportCheck.described(records));
            case JSON -> JsonFile.blank(content);
        };
    }

    private Disclosure disclosure(AgencyBook book, int number) throws IOException {
        DisclosedEvent event = book.disclose(number);
        return Disclosure.of(event, proofs.of(book, number));
    }
}
