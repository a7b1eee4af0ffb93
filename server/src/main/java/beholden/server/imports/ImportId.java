package beholden.server.imports;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Optional;
import java.util.UUID;

/// An import.
record ImportId(@JsonValue UUID value) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    ImportId {}

    static ImportId random() {
        return new ImportId(UUID.randomUUID());
    }

    /// Empty if it cannot be one.
    static Optional<ImportId> parse(String text) {
        try {
            ImportId id = new ImportId(UUID.fromString(text));
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
