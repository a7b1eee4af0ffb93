package beholden.server.probes;

import beholden.server.events.OneSpelling;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// An uploaded photo that waits in memory to be searched.
public record ProbeId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProbeId {}

    /// @throws IllegalArgumentException if it is none
    public static ProbeId of(String text) {
        return new ProbeId(OneSpelling.uuid(text));
    }

    static ProbeId random() {
        return new ProbeId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
