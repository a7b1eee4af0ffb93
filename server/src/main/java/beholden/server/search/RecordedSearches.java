package beholden.server.search;

import beholden.server.events.AgencyBook;
import beholden.server.events.AgencyBooks;
import beholden.server.identity.SignedIn;
import beholden.server.refusal.Refusal;
import org.springframework.stereotype.Component;

/// Searches once they are recorded: nothing of one is shown before.
@Component
public class RecordedSearches {
    private final AgencyBooks books;

    RecordedSearches(AgencyBooks books) {
        this.books = books;
    }

    /// A search of the caller's agency, as soon as its decisive record is durable.
    ///
    /// @throws Refusal not found, for a search that is not the agency's
    public Search find(SignedIn who, SearchId id) {
        AgencyBook book = books.of(who.agency());
        Search search = book.fold(Searches.class).find(id).orElseThrow(Refusal::notFound);
        book.awaitRecorded(search.event());
        return search;
    }
}
