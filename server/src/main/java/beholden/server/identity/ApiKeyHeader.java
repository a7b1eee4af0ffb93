package beholden.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The header that an API key comes in: `Authorization: Bearer bhk_…`, where … is a pointer in base64url.
public final class ApiKeyHeader {
    private static final String BEARER = "Bearer " + SealedPointers.API_KEY_PREFIX;

    private ApiKeyHeader() {}

    /// The pointer; empty if the header is absent or of another kind. What is no pointer at all is no bytes.
    static Optional<byte[]> of(@Nullable String header) {
        if (header == null || !header.startsWith(BEARER)) return Optional.empty();
        try {
            return Optional.of(Base64.getUrlDecoder().decode(header.substring(BEARER.length())));
        } catch (IllegalArgumentException _) {
            return Optional.of(new byte[0]);
        }
    }

    /// Whether a request has the header, whatever the key is worth.
    public static boolean isIn(HttpServletRequest request) {
        return of(request.getHeader("Authorization")).isPresent();
    }
}
