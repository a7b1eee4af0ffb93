package beholden.server.review;

import beholden.server.search.SearchId;
import beholden.server.search.SearchRecord;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// Another examiner goes on with the candidates of a search whose examiner cannot any more.
@JsonTypeName("taken-over")
record TakenOver(@JsonProperty("i") SearchId search) implements SearchRecord {}
