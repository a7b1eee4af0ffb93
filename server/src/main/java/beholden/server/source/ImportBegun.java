package beholden.server.source;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

@JsonTypeName("import-begun")
record ImportBegun(
        @JsonProperty("i") ImportId id, @JsonProperty("s") SourceId source) implements AgencyEvent {}
