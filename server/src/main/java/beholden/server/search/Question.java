package beholden.server.search;

import beholden.server.casework.CaseId;
import beholden.server.probes.SearchedProbe;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// A question to the gallery, asked for a case.
///
/// @param limit    longest list, 1..50
/// @param document SHA-256, in hexadecimal, of the version of the authorising document that the case had; null if none
record Question(
        @JsonProperty("c") CaseId caseId,
        @JsonProperty("p") SearchedProbe probe,
        @JsonProperty("s") SearchScope scope,
        @JsonProperty("n") int limit,
        @JsonProperty("d") @Nullable String document) {}
