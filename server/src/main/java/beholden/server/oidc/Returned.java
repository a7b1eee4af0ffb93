package beholden.server.oidc;

import org.jspecify.annotations.Nullable;

/// Parameters that a browser brings back from a provider, as the provider wrote it into the address.
///
/// @param iss of RFC 9207
public record Returned(
        @Nullable String code,
        @Nullable String state,
        @Nullable String iss,
        @Nullable String error) {
    private static final int MOST = 4096;

    public Returned {
        code = bounded(code);
        state = bounded(state);
        iss = bounded(iss);
        error = bounded(error);
    }

    /// A value, or null: one that is longer than any provider's counts as absent.
    private static @Nullable String bounded(@Nullable String text) {
        return text == null || text.isBlank() || text.length() > MOST ? null : text;
    }

    @Override
    public String toString() {
        return "returned";
    }
}
