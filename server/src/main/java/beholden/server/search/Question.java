package beholden.server.search;

import beholden.server.casework.CaseId;
import beholden.server.probes.SearchedProbe;
import com.fasterxml.jackson.annotation.JsonProperty;

/// A question to the gallery, asked for a case.
///
/// @param limit longest list, 1..50
record Question(
        @JsonProperty("c") CaseId caseId,
        @JsonProperty("p") SearchedProbe probe,
        @JsonProperty("s") SearchScope scope,
        @JsonProperty("n") int limit) {}
