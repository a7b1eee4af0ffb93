package beholden.server.casework;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

@JsonTypeName("case-closed")
record CaseClosed(
        @JsonProperty("c") CaseId caseId, @JsonProperty("w") String reason) implements AgencyEvent {}
