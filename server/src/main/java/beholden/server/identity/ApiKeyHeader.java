package beholden.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `Authorization: Bearer bhk_…`, where … is a pointer in base64url, and what a key may call.
public final class ApiKeyHeader {
    private static final String BEARER = "Bearer " + SealedPointers.API_KEY_PREFIX;
    private static final Pattern SEARCHING = Pattern.compile("/api/v1/cases/[^/]+/(probes|searches)");

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

    public static boolean isIn(HttpServletRequest request) {
        return of(request.getHeader("Authorization")).isPresent();
    }

    /// A key reads; if it may search it sends probes and searches too; never more.
    static boolean covers(HttpServletRequest request, boolean search) {
        return covers(request.getMethod(), request.getRequestURI(), search);
    }

    public static boolean covers(String method, String path, boolean search) {
        return switch (method) {
            case "GET", "HEAD" -> true;
            case "POST" -> search && SEARCHING.matcher(path).matches();
            default -> false;
        };
    }
}
