package beholden.server.report;

import beholden.server.casework.Case;
import beholden.server.casework.CaseId;
import beholden.server.events.AccountId;
import beholden.server.policy.Sensitivity;
import beholden.server.probes.SearchedProbe;
import beholden.server.review.FacialFeature;
import beholden.server.review.Observation;
import beholden.server.review.Opinion;
import beholden.server.review.Review;
import beholden.server.search.Conclusion;
import beholden.server.search.Disposition;
import beholden.server.search.Search;
import beholden.server.search.SearchId;
import beholden.server.search.SearchScope;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of a report that follows from the disclosed events and from nothing else: whoever reads those can
/// make it anew and compare.
///
/// @param ofCase null if its record cannot be read any more
/// @param gallery what the gallery answered; null as long as it was not searched
/// @param successors who went on as its examiner, one after the other; left out where nobody did
record OnRecord(
        @Nullable Ground ofCase,
        Asked search,
        @Nullable Answered gallery,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Review.Successor> successors,
        List<Disposed> dispositions,
        List<Examined> examinations,
        Outcome outcome) {

    /// The stage that a search has reached.
    enum Outcome {
        WAITING_FOR_APPROVAL,
        REFUSED,
        OPEN,
        LEAD,
        NO_LEAD
    }

    record Ground(
            CaseId id,
            String number,
            String offence,
            String legalBasis,
            String jurisdiction,
            String justification,
            LocalDate validUntil,
            List<Sensitivity> sensitive,
            Instant opened,
            AccountId openedBy) {}

    /// @param policy   version of the policy that judged it when it was asked
    /// @param rule     of the policy, where it refused the search or asked for a second person
    /// @param refusal  of the policy, where it refused what the second person had approved
    record Asked(
            SearchId id,
            Instant at,
            AccountId by,
            Probe probe,
            Scope scope,
            int limit,
            String policy,
            @Nullable Rule rule,
            @Nullable Decision decision,
            @Nullable Rule refusal) {}

    /// @param says what would satisfy it
    record Rule(String id, String title, String says) {}

    record Decision(boolean approved, String reason, AccountId by, Instant at) {}

    /// @param measures null if it was not kept
    record Probe(
            String sha256,
            int width,
            int height,
            int faces,
            int face,
            int quality,
            String verdict,
            @Nullable Measured measures) {}

    /// Measures of the probe that rates depend on.
    ///
    /// @param eyes     pixels between the eyes
    /// @param tilt     degrees by which the face leaned to a side as it was read
    /// @param evidence that it is a face, in log odds; null if it was not checked
    record Measured(float eyes, float tilt, @Nullable Float evidence) {}

    record Scope(
            @Nullable List<String> sources,
            @Nullable LocalDate takenFrom,
            @Nullable LocalDate takenUntil,
            @Nullable Integer minimumQuality) {}

    /// @param document SHA-256 of the authorising document that the search rested on; null if the case had none
    record Answered(
            Instant at,
            String policy,
            String id,
            long generation,
            long faces,
            long compared,
            String pack,
            @Nullable String document,
            List<Listed> candidates) {}

    /// @param score rounded to three digits
    record Listed(int rank, String face, double score) {}

    record Disposed(
            int rank,
            Disposition.Kind disposition,
            @Nullable String note,
            AccountId by,
            Instant at) {}

    /// @param opinions the examiner's, a reviewer's who did not know it, and perhaps a third one's
    record Examined(int rank, List<Given> opinions) {}

    record Given(
            AccountId by,
            Instant at,
            Conclusion conclusion,
            @Nullable String note,
            List<Seen> features) {}

    record Seen(
            FacialFeature feature,
            Observation.Seen observation,
            @Nullable String note) {}

    static OnRecord of(@Nullable Case ofCase, Search search, Review review) {
        return new OnRecord(
                ofCase == null ? null : ground(ofCase),
                asked(search),
                search.result() == null ? null : answered(search.result()),
                review.successors(),
                review.dispositions().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> disposed(entry.getKey(), entry.getValue()))
                        .toList(),
                review.opinions().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> new Examined(
                                entry.getKey(),
                                entry.getValue().stream().map(OnRecord::given).toList()))
                        .toList(),
                outcome(search, review));
    }

    private static Outcome outcome(Search search, Review review) {
        return switch (search.state()) {
            case WAITING_FOR_APPROVAL -> Outcome.WAITING_FOR_APPROVAL;
            case REFUSED -> Outcome.REFUSED;
            case CANDIDATES ->
                switch (review.outcome()) {
                    case null -> Outcome.OPEN;
                    case LEAD -> Outcome.LEAD;
                    case NO_LEAD -> Outcome.NO_LEAD;
                };
        };
    }

    private static Ground ground(Case of) {
        return new Ground(
                of.id(),
                of.number(),
                of.offence(),
                of.legalBasis(),
                of.jurisdiction(),
                of.justification(),
                of.validUntil(),
                List.copyOf(new TreeSet<>(of.sensitive())),
                of.opened(),
                of.openedBy());
    }

    private static Asked asked(Search search) {
        SearchedProbe probe = search.probe();
        SearchScope scope = search.scope();
        Search.Decision decision = search.decision();
        return new Asked(
                search.id(),
                search.at(),
                search.by(),
                new Probe(
                        probe.sha256(),
                        probe.width(),
                        probe.height(),
                        probe.faces(),
                        probe.face(),
                        probe.quality(),
                        probe.verdict(),
                        measured(probe.measures())),
                new Scope(scope.sourcesIn(), scope.takenFrom(), scope.takenUntil(), scope.minQuality()),
                search.limit(),
                search.policy(),
                told(search.rule()),
                decision == null
                        ? null
                        : new Decision(decision.approved(), decision.reason(), decision.by(), decision.at()),
                told(search.refusal()));
    }

    private static @Nullable Measured measured(SearchedProbe.@Nullable Measures of) {
        return of == null ? null : new Measured(of.eyes(), of.tilt(), of.evidence());
    }

    private static @Nullable Rule told(Search.@Nullable Rule rule) {
        return rule == null ? null : new Rule(rule.id(), rule.title(), rule.says());
    }

    private static Answered answered(Search.Result result) {
        return new Answered(
                result.at(),
                result.policy(),
                result.gallery(),
                result.generation(),
                result.faces(),
                result.compared(),
                result.pack(),
                result.document(),
                result.candidates().stream()
                        .map(of -> new Listed(of.rank(), of.faceId(), Math.round(of.score() * 1000) / 1000.0))
                        .toList());
    }

    private static Disposed disposed(int rank, Disposition of) {
        return new Disposed(rank, of.kind(), of.note(), of.by(), of.at());
    }

    private static Given given(Opinion of) {
        return new Given(
                of.by(),
                of.at(),
                of.conclusion(),
                of.note(),
                of.observations().stream()
                        .map(seen -> new Seen(seen.feature(), seen.seen(), seen.note()))
                        .toList());
    }

    /// Everybody who is named by id.
    Stream<AccountId> people() {
        Decision decision = search.decision();
        return Stream.of(
                        Stream.of(search.by()),
                        Stream.ofNullable(ofCase).map(Ground::openedBy),
                        Stream.ofNullable(decision).map(Decision::by),
                        successors.stream().map(Review.Successor::by),
                        dispositions.stream().map(Disposed::by),
                        examinations.stream()
                                .flatMap(of -> of.opinions().stream())
                                .map(Given::by))
                .flatMap(all -> all)
                .distinct();
    }
}
