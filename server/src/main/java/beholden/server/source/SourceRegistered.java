package beholden.server.source;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

@JsonTypeName("source-registered")
record SourceRegistered(
        @JsonProperty("s") SourceId id, @JsonProperty("t") SourceTerms terms) implements AgencyEvent {}
