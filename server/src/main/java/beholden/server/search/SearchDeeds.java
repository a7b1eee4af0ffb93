package beholden.server.search;

import beholden.server.events.AgencyBook;
import beholden.server.events.Deed;
import beholden.server.events.Doer;
import beholden.server.policy.Verdict;
import beholden.server.probes.Stopwatch;
import beholden.server.refusal.Refusal;
import beholden.server.search.Search.Rule;
import beholden.server.search.SearchEvent.SearchRefused;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/// Records what happens to searches, and gives back each as it is once that is durable.
@Component
class SearchDeeds {
    private final Stopwatch seal;

    SearchDeeds(MeterRegistry registry) {
        this.seal = new Stopwatch(registry, "seal");
    }

    /// Something that happens to a search.
    @FunctionalInterface
    interface Change {
        void in(Deed.Happening happening);
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
