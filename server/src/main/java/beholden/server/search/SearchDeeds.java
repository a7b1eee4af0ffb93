package beholden.server.search;

import beholden.server.casework.CaseId;
import beholden.server.casework.SearchRules;
import beholden.server.events.AgencyBook;
import beholden.server.events.Deed;
import beholden.server.events.Doer;
import beholden.server.policy.Verdict;
import beholden.server.probes.SearchedProbe;
import beholden.server.probes.Stopwatch;
import beholden.server.refusal.Refusal;
import beholden.server.search.Search.Rule;
import beholden.server.search.SearchEvent.SearchRefused;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Records what happens to searches, and gives back each as it is once that is durable.
@Component
class SearchDeeds {
    private final SearchRules rules;
    private final Stopwatch seal;

    SearchDeeds(SearchRules rules, MeterRegistry registry) {
        this.rules = rules;
        this.seal = new Stopwatch(registry, "seal");
    }

    /// Something that happens to a search.
    @FunctionalInterface
    interface Change {
        void in(Deed.Happening happening);
    }

    /// A question for a case, which rests on the document that the case has now.
    Question question(AgencyBook book, CaseId caseId, SearchedProbe probe, SearchScope scope, int limit) {
        return new Question(caseId, probe, scope, limit, rules.authority(book, caseId));
    }

    /// Whether the case still has the document that a question rests on.
    boolean restsStill(AgencyBook book, Question question) {
        return Objects.equals(question.document(), rules.authority(book, question.caseId()));
    }

    Search act(AgencyBook book, Doer by, SearchId id, Change change) {
        try (Stopwatch.Running _ = seal.start()) {
            book.actAs(by, happening -> {
                change.in(happening);
                return id;
            });
        }
        return book.fold(Searches.class).find(id).orElseThrow(Refusal::notFound);
    }

    static SearchRefused refused(SearchId id, Question question, Verdict.Refused no) {
        return new SearchRefused(id, question, no.policy(), rule(no.reason()));
    }

    static Rule rule(Verdict.Reason reason) {
        return new Rule(reason.rule(), reason.title(), reason.says());
    }

    /// @throws Refusal if the policy refused the search, which is recorded by now
    static void requireNotRefused(Search search) {
        Rule rule = search.decisive();
        if (search.state() != Search.State.REFUSED || rule == null) return;
        throw Refusal.byPolicy(rule.id(), rule.title(), rule.says());
    }
}
