package beholden.server.source;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.LocalDate;

/// Photos that a source was allowed to keep for so many days are removed.
///
/// @param before those enrolled before this day
@JsonTypeName("retention-ended")
record RetentionEnded(
        @JsonProperty("s") SourceId id,
        @JsonProperty("d") LocalDate before,
        @JsonProperty("f") long faces) implements AgencyEvent {}
