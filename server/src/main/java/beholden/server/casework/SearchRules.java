package beholden.server.casework;

import beholden.server.events.AgencyBook;
import beholden.server.identity.SignedIn;
import beholden.server.policy.PolicyInForce;
import beholden.server.policy.SearchFacts;
import beholden.server.policy.Verdict;
import beholden.server.refusal.Refusal;
import org.springframework.stereotype.Component;

/// The policy in force, asked before every search of a case.
@Component
public class SearchRules {
    private final PolicyInForce policy;

    SearchRules(PolicyInForce policy) {
        this.policy = policy;
    }

    /// Judges a search. Quick and without side effects: ask inside the deed that records the search, so that no
    /// other search slips between the count and the record.
    ///
    /// Where a rule cannot be evaluated, the search is refused.
    ///
    /// @param who the account that wants the search: also when another one has approved it
    /// @throws Refusal not found, if there is no such case in the book
    public Verdict judge(AgencyBook book, SignedIn who, CaseId caseId, SearchFacts facts) {
        Case of = book.fold(Cases.class).find(caseId).orElseThrow(Refusal::notFound);
        return policy.judge(of.facts(), who.roles(), facts);
    }
}
