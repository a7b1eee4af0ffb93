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
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Records what happens to searches, and gives back each as it is once that is durable.
@Component
class SearchDeeds {
    /// Times that a search is judged anew before its caller is asked to try again.
    private static final int AGAIN = 2;

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

    /// Thrown in the deed that would record a search, if what it was judged by is not as it was: nothing is recorded.
    static final class ChangedMeanwhileException extends RuntimeException {
        private static final long serialVersionUID = 1;

        ChangedMeanwhileException() {
            super("the case or the account changed between judgement and record", null, false, false);
        }
    }

    /// Judges a search and records it, from the beginning again where something changed in between: as when the
    /// document of its case is sealed in that very moment.
    ///
    /// @param judged does all of it, and throws if something changed
    /// @throws Refusal if something changes again and again
    static Search judging(Supplier<Search> judged) {
        for (int left = AGAIN; ; left--) {
            try {
                return judged.get();
            } catch (ChangedMeanwhileException _) {
                if (left == 0) throw Refusal.conflict("The case or the account keeps changing; try again.");
            }
        }
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
