package beholden.server.search;

import beholden.server.casework.CaseId;
import beholden.server.events.AccountId;
import beholden.server.probes.SearchedProbe;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A search as the agency's log tells it: what was asked, and what came of it.
///
/// @param by       who asked
/// @param at       when it was asked
/// @param limit    longest list that was asked for, 1..50
/// @param policy   version of the policy that judged it when it was asked, or that refused it later
/// @param state    as far as searching goes; what reviewers concluded is theirs to tell
/// @param rule     of the policy, where it refused the search or asked for a second person
/// @param decision of the second person, if one was asked for and answered
/// @param refusal  of the policy, where it refused what the second person had approved
/// @param result   once the gallery was searched
/// @param keeping  state of the probe's pictures, as the log tells it
/// @param event    number of its decisive record among the agency's events: of the candidate list or the refusal,
///     if
///                 there is one
public record Search(
        SearchId id,
        CaseId caseId,
        AccountId by,
        Instant at,
        SearchedProbe probe,
        SearchScope scope,
        int limit,
        String policy,
        State state,
        @Nullable Rule rule,
        @Nullable Decision decision,
        @Nullable Rule refusal,
        @Nullable Result result,
        ProbeKeeping keeping,
        int event) {

    public enum State {
        /// Another account has to approve or decline it.
        WAITING_FOR_APPROVAL,
        /// The policy or the second person refused it.
        REFUSED,
        /// There is a candidate list; it may be empty.
        CANDIDATES
    }

    /// @param says what would satisfy it
    public record Rule(
            @JsonProperty("i") String id,
            @JsonProperty("t") String title,
            @JsonProperty("s") String says) {}

    public record Decision(boolean approved, String reason, AccountId by, Instant at) {}

    /// The answer of the gallery.
    ///
    /// @param at         when the record was made
    /// @param policy     version of the policy that allowed it
    /// @param gallery    id of the gallery
    /// @param generation of its commits, the one that was searched
    /// @param faces      in the gallery
    /// @param compared   faces in scope, each of which was compared
    /// @param pack       model pack, by its template space
    /// @param document   SHA-256 of the authorising document that it rested on; null if there was none
    /// @param candidates best first
    public record Result(
            Instant at,
            String policy,
            String gallery,
            long generation,
            long faces,
            long compared,
            String pack,
            @Nullable String document,
            List<Candidate> candidates) {
        public Result {
            candidates = List.copyOf(candidates);
        }
    }

    /// The candidates, best first; empty also as long as there is no list.
    public List<Candidate> candidates() {
        return result == null ? List.of() : result.candidates();
    }

    /// The candidate of a rank; empty if the list is not so long.
    public Optional<Candidate> candidate(int rank) {
        List<Candidate> all = candidates();
        return rank < 1 || rank > all.size() ? Optional.empty() : Optional.of(all.get(rank - 1));
    }

    /// The rule that refused it or had it wait.
    @Nullable
    Rule decisive() {
        return refusal == null ? rule : refusal;
    }

    Search with(Result found, int number) {
        return with(policy, State.CANDIDATES, decision, refusal, found, keeping, number);
    }

    /// This search as the policy refused it after a second person approved it.
    Search refused(String judged, Rule refusing, int number) {
        return with(judged, State.REFUSED, decision, refusing, result, keeping, number);
    }

    Search with(Decision decided) {
        State then = decided.approved() ? state : State.REFUSED;
        return with(policy, then, decided, refusal, result, keeping, event);
    }

    /// This search with another state of its pictures; where those are destroyed, or never were, it stays so.
    Search with(ProbeKeeping pictures) {
        boolean isFinal = keeping instanceof ProbeKeeping.Destroyed || keeping instanceof ProbeKeeping.Nothing;
        return isFinal ? this : with(policy, state, decision, refusal, result, pictures, event);
    }

    private Search with(
            String judged,
            State then,
            @Nullable Decision decided,
            @Nullable Rule refusing,
            @Nullable Result found,
            ProbeKeeping pictures,
            int number) {
        return new Search(
                id, caseId, by, at, probe, scope, limit, judged, then, rule, decided, refusing, found, pictures,
                number);
    }
}
