package beholden.server.events;

import java.util.UUID;

/// Reads ids in their one spelling, so that one thing has one address: `UUID.fromString` takes shorter forms and
/// capitals too.
public final class OneSpelling {
    private OneSpelling() {}

    /// @throws IllegalArgumentException if it is no UUID, or one that is spelt otherwise
    public static UUID uuid(String text) {
        UUID id = UUID.fromString(text);
        if (!id.toString().equals(text)) throw new IllegalArgumentException("a UUID in another spelling");
        return id;
    }
}
