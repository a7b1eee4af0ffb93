package beholden.server.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A rule of the policy refused a search; also one that waited and that a second person approved just now.
@JsonTypeName("search-refused")
record SearchRefused(
        @JsonProperty("i") SearchId id,
        @JsonProperty("q") Question question,
        @JsonProperty("v") String policy,
        @JsonProperty("r") Search.Rule rule)
        implements SearchRecord {
    @Override
    public SearchId search() {
        return id;
    }
}
