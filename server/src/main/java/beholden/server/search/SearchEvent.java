package beholden.server.search;

import beholden.server.casework.CaseId;
import beholden.server.casework.SearchOfCase;
import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// Events of searches, from asking for one to its candidate list.
sealed interface SearchEvent extends AgencyEvent {

    /// A search waits for a second person, as a rule wants it.
    ///
    /// @param policy version of the policy that judged it
    @JsonTypeName("search-asked")
    record SearchAsked(
            @JsonProperty("i") SearchId search,
            @JsonProperty("q") Question question,
            @JsonProperty("v") String policy,
            @JsonProperty("r") Search.Rule rule)
            implements SearchEvent, SearchRecord {}

    /// A rule of the policy refuses a search; also one that waited and that a second person approved just now.
    ///
    /// @param policy version of the policy that judged it
    @JsonTypeName("search-refused")
    record SearchRefused(
            @JsonProperty("i") SearchId search,
            @JsonProperty("q") Question question,
            @JsonProperty("v") String policy,
            @JsonProperty("r") Search.Rule rule)
            implements SearchEvent, SearchRecord {}

    /// The second person approves a search, which is then done at once, or declines it.
    @JsonTypeName("search-decided")
    record SearchDecided(
            @JsonProperty("i") SearchId search,
            @JsonProperty("a") boolean approved,
            @JsonProperty("r") String reason) implements SearchEvent, SearchRecord {}

    /// The gallery is searched: nobody sees the candidates before this is durable.
    ///
    /// @param policy     version of the policy that allowed it
    /// @param gallery    id of the gallery
    /// @param generation number of the gallery's commit that was searched
    /// @param faces      number of faces in the gallery
    /// @param compared   number of faces in scope, each of which was compared
    /// @param pack       template space of the model pack
    /// @param candidates as [PackedCandidates]
    @SuppressWarnings("ArrayRecordComponent") // made once, handed on once
    @JsonTypeName("searched")
    record Searched(
            @JsonProperty("i") SearchId search,
            @JsonProperty("q") Question question,
            @JsonProperty("v") String policy,
            @JsonProperty("g") String gallery,
            @JsonProperty("e") long generation,
            @JsonProperty("s") long faces,
            @JsonProperty("n") long compared,
            @JsonProperty("m") String pack,
            @JsonProperty("f") byte[] candidates)
            implements SearchEvent, SearchRecord, SearchOfCase {
        @Override
        public CaseId caseId() {
            return question.caseId();
        }
    }

    /// The pictures of a search's probe are sealed.
    ///
    /// @param photo  reference to the whole photo
    /// @param face   reference to the searched face
    /// @param ledger number of the ledger's entries, those of the search's first record among them
    @SuppressWarnings("ArrayRecordComponent") // made once, handed on once
    @JsonTypeName("probe-kept")
    record ProbeKept(
            @JsonProperty("i") SearchId search,
            @JsonProperty("p") byte[] photo,
            @JsonProperty("f") byte[] face,
            @JsonProperty("l") long ledger)
            implements SearchEvent {}

    /// The pictures of a search's probe could not be sealed, and are gone.
    @JsonTypeName("probe-lost")
    record ProbeLost(
            @JsonProperty("i") SearchId search,
            @JsonProperty("w") ProbeKeeping.Cause cause) implements SearchEvent {}
}
