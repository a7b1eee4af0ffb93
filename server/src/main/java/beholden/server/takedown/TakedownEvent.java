package beholden.server.takedown;

import beholden.server.events.AgencyEvent;
import beholden.server.source.PhotoHash;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/// Events of single photos, in the operator's log.
sealed interface TakedownEvent extends AgencyEvent {

    /// Somebody looked for photos with a face of a photo: recorded before any two faces were compared.
    @JsonTypeName("faces-looked-for")
    record FacesLookedFor(
            @JsonProperty("h") PhotoHash photo,
            @JsonProperty("w") String reason) implements TakedownEvent {}

    /// Photos are gone from all sources, and never come back.
    @JsonTypeName("photos-taken-down")
    record PhotosTakenDown(
            @JsonProperty("h") List<PhotoHash> hashes,
            @JsonProperty("w") String reason) implements TakedownEvent {
        public PhotosTakenDown {
            hashes = List.copyOf(hashes);
        }
    }
}
