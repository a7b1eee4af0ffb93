package beholden.server.imports;

import beholden.server.events.AgencyEvent;
import beholden.server.source.SourceId;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// Events of imports, in the operator's log.
sealed interface ImportEvent extends AgencyEvent {

    @JsonTypeName("import-begun")
    record ImportBegun(
            @JsonProperty("i") ImportId id,
            @JsonProperty("s") SourceId source) implements ImportEvent {}

    /// An import is finished, or was cancelled half-way.
    @JsonTypeName("import-ended")
    record ImportEnded(
            @JsonProperty("i") ImportId id,
            @JsonProperty("s") SourceId source,
            @JsonProperty("w") ImportState state,
            @JsonProperty("t") Tally tally)
            implements ImportEvent {}
}
