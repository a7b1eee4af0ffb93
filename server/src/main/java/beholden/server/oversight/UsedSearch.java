package beholden.server.oversight;

import beholden.server.casework.CaseId;
import beholden.server.events.AccountId;
import beholden.server.search.SearchId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A search as oversight sees it.
///
/// @param by    empty if its reader still has to judge a search of its case without knowing whose that is
/// @param end   how far it came
/// @param probe tells one searched face from others: the photo's hash and the face's number
/// @param first the gallery's face that came first; null if there was none
record UsedSearch(
        SearchId id,
        Optional<AccountId> by,
        CaseId caseId,
        Instant at,
        End end,
        String probe,
        @Nullable String first) {

    enum End {
        REFUSED,
        /// Neither a lead nor its absence is concluded.
        OPEN,
        LEAD,
        NO_LEAD
    }

    boolean refused() {
        return end == End.REFUSED;
    }
}
