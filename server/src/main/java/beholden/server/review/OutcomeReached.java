package beholden.server.review;

import beholden.server.search.SearchId;
import beholden.server.search.SearchRecord;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// A search is done with.
@JsonTypeName("outcome")
record OutcomeReached(
        @JsonProperty("i") SearchId search,
        @JsonProperty("o") Outcome outcome) implements SearchRecord {}
