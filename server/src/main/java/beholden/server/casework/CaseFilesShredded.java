package beholden.server.casework;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// The photos and the document of a closed case are destroyed; what is recorded of them stays.
@JsonTypeName("case-files-shredded")
public record CaseFilesShredded(
        @JsonProperty("c") CaseId caseId, @JsonProperty("w") String reason) implements AgencyEvent {}
