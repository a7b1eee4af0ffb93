package beholden.server.search;

import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.identity.SignedIn;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What reviewing adds to a search as it is shown; the package that reviews brings a bean of it.
public interface SearchOutcomes {

    /// How far a search with candidates is, such as `IN_REVIEW` or `LEAD`; empty if nobody has begun.
    Optional<String> state(AgencyBook book, Search search);

    /// What the examiner made of a candidate.
    Optional<Disposition> disposition(AgencyBook book, Search search, int rank);

    /// Who says what the candidates of a search are: whoever searched, or took it over.
    AccountId examiner(AgencyBook book, Search search);

    /// Whether what the examiner said is kept from this reader: from everybody else until the outcome, since everybody
    /// may be a reviewer tomorrow.
    boolean hidesOpinions(AgencyBook book, Search search, SignedIn who);

    /// Whether this reader still has to judge without knowing who judged before: then the searcher's name is not
    /// shown either.
    boolean isBlind(AgencyBook book, Search search, SignedIn who);

    /// @param conclusion  such as `EXCLUDED`
    /// @param examination what the examiner concluded feature by feature, such as `SUPPORT`; null before that
    record Disposition(
            String conclusion,
            @Nullable String note,
            AccountId by,
            Instant at,
            @Nullable String examination) {}
}
