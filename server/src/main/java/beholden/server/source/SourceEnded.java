package beholden.server.source;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// From now on nothing of the source is searched; its removal follows.
@JsonTypeName("source-ended")
record SourceEnded(
        @JsonProperty("s") SourceId id,
        @JsonProperty("w") Source.Reason reason,
        @JsonProperty("n") String note) implements AgencyEvent {}
