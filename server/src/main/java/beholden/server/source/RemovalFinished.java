package beholden.server.source;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// The receipt: nothing of the source is left in gallery and stores.
@JsonTypeName("removal-finished")
record RemovalFinished(
        @JsonProperty("s") SourceId id,
        @JsonProperty("p") long photos,
        @JsonProperty("f") long faces,
        @JsonProperty("l") long left,
        @JsonProperty("g") long gallery,
        @JsonProperty("a") long galleryAfter,
        @JsonProperty("i") int imports)
        implements AgencyEvent {}
