package beholden.server.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// An account of an agency; random, unknown outside the agency.
public record AccountId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AccountId {}

    public static AccountId random() {
        return new AccountId(UUID.randomUUID());
    }

    /// @throws IllegalArgumentException if it is none
    public static AccountId of(String text) {
        return new AccountId(OneSpelling.uuid(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
