package beholden.server.search;

import beholden.server.casework.CaseId;
import beholden.server.casework.SearchRules;
import beholden.server.events.AccountId;
import beholden.server.events.AgencyBook;
import beholden.server.identity.SignedIn;
import beholden.server.policy.SearchFacts;
import beholden.server.policy.Verdict;
import beholden.server.probes.SearchedProbe;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/// Asks the policy about a search, with all that the agency's log tells of it.
@Component
class SearchJudge {
    private final SearchRules rules;
    private final TrainingRule training;
    private final InstantSource clock;

    SearchJudge(SearchRules rules, TrainingRule training, InstantSource clock) {
        this.rules = rules;
        this.training = training;
        this.clock = clock;
    }

    /// @param who      the account that wants the search
    /// @param id       of the search, which does not count against its own quota
    /// @param approved whether another account approves it
    Verdict judge(AgencyBook book, SignedIn who, SearchId id, Question question, boolean approved) {
        SearchedProbe probe = question.probe();
        SearchScope scope = question.scope();
        SearchFacts facts = new SearchFacts(
                training.isTrained(book, who.account()),
                approved,
                new SearchFacts.Probe(probe.width(), probe.height(), probe.faces(), probe.quality()),
                new SearchFacts.Scope(
                        scope.sourcesIn() == null ? List.of() : scope.sourcesIn(),
                        scope.minQuality() == null ? 0 : scope.minQuality(),
                        question.limit()),
                quota(book.fold(Searches.class), who.account(), id, question.caseId()));
        return rules.judge(book, who, question.caseId(), facts);
    }

    private SearchFacts.Quota quota(Searches searches, AccountId by, SearchId without, CaseId caseId) {
        Instant midnight = clock.instant().truncatedTo(ChronoUnit.DAYS);
        List<Search> counted = searches.all().stream()
                .filter(search ->
                        search.state() != Search.State.REFUSED && !search.id().equals(without))
                .toList();
        long today = counted.stream()
                .filter(search -> search.by().equals(by) && !search.at().isBefore(midnight))
                .count();
        long ofCase = counted.stream()
                .filter(search -> search.caseId().equals(caseId))
                .count();
        return new SearchFacts.Quota((int) today, (int) ofCase);
    }
}
