package beholden.server.casework;

import beholden.server.events.AgencyBook;
import beholden.server.identity.SignedIn;

/// The policy in force, asked before every search.
public interface SearchRules {

    /// Judges a search. Quick and without side effects: ask inside the deed that records the search, so that no
    /// other search slips between the count and the record.
    ///
    /// Where a rule cannot be evaluated, the search is refused.
    ///
    /// @param who the account that wants the search: also when another one has approved it
    /// @throws beholden.server.refusal.Refusal not found, if there is no such case in the book
    Verdict judge(AgencyBook book, SignedIn who, CaseId caseId, SearchFacts facts);
}
