package beholden.server.search;

import static beholden.server.search.SearchBook.EXAMINER;
import static beholden.server.search.SearchBook.question;
import static beholden.server.search.SearchBook.searched;
import static org.assertj.core.api.Assertions.assertThat;

import beholden.server.casework.CaseId;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBooks;
import beholden.server.search.ProbeKeeping.Cause;
import beholden.server.search.SearchEvent.ProbeKept;
import beholden.server.search.SearchEvent.ProbeLost;
import beholden.server.search.SearchEvent.SearchAsked;
import beholden.server.search.SearchEvent.SearchDecided;
import beholden.server.search.SearchEvent.SearchRefused;
import beholden.vault.file.FileRef;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Searches as a real log gives them back.
class SearchesTest {
    private static final AccountId REVIEWER = AccountId.random();

    @Test
    void searches_and_the_way_to_their_cells_come_back_from_the_log(@TempDir Path folder) throws Exception {
        try (SearchBook of = SearchBook.open(folder, SearchBook.FAST)) {
            SearchId done = SearchId.random();
            SearchId lost = SearchId.random();
            SearchId refused = SearchId.random();
            SearchId approved = SearchId.random();
            Search.Rule rule = new Search.Rule("second-approver", "A second person approves", "Ask a reviewer.");
            byte[] file = of.vault()
                    .files()
                    .put(new byte[] {1})
                    .get(1, TimeUnit.MINUTES)
                    .bytes();
            of.record(EXAMINER, searched(done));
            of.record(EXAMINER, searched(lost), new ProbeLost(lost, Cause.NO_ROOM));
            of.record(EXAMINER, new SearchRefused(refused, question(), "0123456789ab", rule));
            of.record(EXAMINER, new SearchAsked(approved, question(), "0123456789ab", rule));
            of.record(
                    EXAMINER,
                    new ProbeKept(done, file, file, of.vault().ledger().size()));
            of.record(REVIEWER, new SearchDecided(approved, true, "A child is missing."), searched(approved));
            Searches before = of.book().fold(Searches.class);
            List<Search> searches = before.all();
            byte[] entry = of.book().ledgerEntries(searches.getFirst().event()).getFirst();

            of.part(AgencyBooks.class).close(of.agency());

            Searches after = of.book().fold(Searches.class);
            assertThat(after).isNotSameAs(before);
            assertThat(after.all()).isEqualTo(searches);
            assertThat(searches).extracting(Search::id).containsExactly(approved, refused, lost, done);
            assertThat(after.of(SearchBook.CASE)).isEqualTo(searches);
            assertThat(after.of(new CaseId(UUID.randomUUID()))).isEmpty();
            assertThat(searches)
                    .extracting(Search::state)
                    .containsExactly(
                            Search.State.CANDIDATES,
                            Search.State.REFUSED,
                            Search.State.CANDIDATES,
                            Search.State.CANDIDATES);
            assertThat(searches).extracting(Search::by).containsOnly(EXAMINER);
            assertThat(searches.getFirst().candidates()).hasSize(1);
            assertThat(searches)
                    .extracting(Search::keeping)
                    .containsExactly(
                            new ProbeKeeping.Sealing(),
                            new ProbeKeeping.Nothing(),
                            new ProbeKeeping.Lost(Cause.NO_ROOM),
                            new ProbeKeeping.Sealed(FileRef.of(file), FileRef.of(file)));
            assertThat(of.book().ledgerEntries(searches.getFirst().event()).getFirst())
                    .isEqualTo(entry);
            assertThat(after.ledgerSizeAfter(searches.getLast().event())).isPresent();
            assertThat(after.ledgerSizeAfter(searches.getFirst().event())).isEmpty();
        }
    }
}
