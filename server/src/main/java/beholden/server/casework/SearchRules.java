package beholden.server.casework;

import beholden.server.events.AgencyBook;
import beholden.server.identity.SignedIn;
import beholden.server.policy.PolicyInForce;
import beholden.server.policy.SearchFacts;
import beholden.server.policy.Verdict;
import beholden.server.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The policy in force, asked before every search of a case.
@Component
public class SearchRules {
    private final PolicyInForce policy;
    private final Documents documents;

    SearchRules(PolicyInForce policy, Documents documents) {
        this.policy = policy;
        this.documents = documents;
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
        return policy.judge(of.facts(authority(book, of) != null), who.roles(), facts);
    }

    /// SHA-256 of the document that a search of this moment rests on, in hexadecimal; null if the case has none that is
    /// durable, or a newer one waits to be.
    public @Nullable String authority(AgencyBook book, CaseId caseId) {
        return book.fold(Cases.class)
                .find(caseId)
                .map(of -> authority(book, of))
                .orElse(null);
    }

    private @Nullable String authority(AgencyBook book, Case of) {
        return of.authority(version -> documents.waits(book.agency(), of.id(), version));
    }
}
