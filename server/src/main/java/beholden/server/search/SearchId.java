package beholden.server.search;

import beholden.server.events.OneSpelling;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// A search of an agency, asked for, refused or done; random, unknown outside the agency.
public record SearchId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SearchId {}

    public static SearchId random() {
        return new SearchId(UUID.randomUUID());
    }

    /// @throws IllegalArgumentException if it is none
    public static SearchId of(String text) {
        return new SearchId(OneSpelling.uuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
