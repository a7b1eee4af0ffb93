package beholden.server.search;

import beholden.server.casework.BlindReaders;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.identity.SignedIn;
import java.util.Optional;

/// Facts that reviewing adds to a search as it is shown; the package that reviews brings the one bean of it.
public interface SearchOutcomes extends BlindReaders {

    /// The stage that a search has reached.
    SearchState state(AgencyBook book, Search search);

    /// The examiner's word on a candidate at first sight; empty before there is one.
    Optional<Disposition> disposition(AgencyBook book, Search search, int rank);

    /// The examiner's conclusion from comparing a candidate feature by feature; empty before there is one.
    Optional<Conclusion> examination(AgencyBook book, Search search, int rank);

    /// The account that says what the candidates of a search are: whoever searched, or took it over.
    AccountId examiner(AgencyBook book, Search search);

    /// Whether the examiner's words are kept from this reader: from everybody else until the outcome, since
    /// everybody may be a reviewer tomorrow.
    boolean hidesOpinions(AgencyBook book, Search search, SignedIn who);
}
