package beholden.server.source;

import beholden.server.events.AgencyEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/// Photos are gone from all sources, and never come back.
@JsonTypeName("photos-taken-down")
record PhotosTakenDown(
        @JsonProperty("h") List<PhotoHash> hashes,
        @JsonProperty("w") String reason) implements AgencyEvent {
    PhotosTakenDown {
        hashes = List.copyOf(hashes);
    }
}
