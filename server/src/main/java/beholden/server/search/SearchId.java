package beholden.server.search;

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
    public static SearchId parse(String text) {
        return new SearchId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
