package beholden.server.source;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// An import is finished, or was cancelled half-way.
@JsonTypeName("import-ended")
record ImportEnded(
        @JsonProperty("i") ImportId id,
        @JsonProperty("s") SourceId source,
        @JsonProperty("w") ImportState state,
        @JsonProperty("t") Tally tally)
        implements AgencyEvent {}
