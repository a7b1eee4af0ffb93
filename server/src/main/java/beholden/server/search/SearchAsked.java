package beholden.server.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A search waits for a second person, as a rule wants it.
@JsonTypeName("search-asked")
record SearchAsked(
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
