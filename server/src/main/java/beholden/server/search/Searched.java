package beholden.server.search;

import beholden.server.casework.CaseId;
import beholden.server.casework.SearchOfCase;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// The gallery was searched; nothing of it is shown before this is durable.
///
/// @param policy     version of the policy that allowed it
/// @param gallery    id of the gallery
/// @param generation of its commits
/// @param faces      in the gallery
/// @param compared   of them
/// @param pack       template space of the model pack
/// @param candidates as [PackedCandidates]
@SuppressWarnings("ArrayRecordComponent") // made once, handed on once
@JsonTypeName("searched")
record Searched(
        @JsonProperty("i") SearchId id,
        @JsonProperty("q") Question question,
        @JsonProperty("v") String policy,
        @JsonProperty("g") String gallery,
        @JsonProperty("e") long generation,
        @JsonProperty("s") long faces,
        @JsonProperty("n") long compared,
        @JsonProperty("m") String pack,
        @JsonProperty("f") byte[] candidates)
        implements SearchRecord, SearchOfCase {

    @Override
    public CaseId caseId() {
        return question.caseId();
    }

    @Override
    public SearchId search() {
        return id;
    }
}
