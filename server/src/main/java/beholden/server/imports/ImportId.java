package beholden.server.imports;

import beholden.server.events.OneSpelling;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// An import.
record ImportId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    ImportId {}

    static ImportId random() {
        return new ImportId(UUID.randomUUID());
    }

    /// @throws IllegalArgumentException if it is none
    public static ImportId of(String text) {
        return new ImportId(OneSpelling.uuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
