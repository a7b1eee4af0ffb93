package beholden.server;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Settings of how the server is reached.
///
/// @param port       of 127.0.0.1; 0 takes any that is free
/// @param origin     how browsers reach it, such as `https://search.example.org`, where a proxy adds TLS; null for
///     `http://localhost:PORT`. Passkeys are bound to its host for ever
/// @param web        folder of the built browser application; null serves the API alone
/// @param management port of 127.0.0.1 where health and metrics are told; 0 takes any that is free; null tells
///     neither
/// @param localProviders whether agencies' identity providers may be on this machine, and without TLS: to try one
///     out
public record ServerSettings(
        int port,
        @Nullable URI origin,
        @Nullable Path web,
        @Nullable Integer management,
        boolean localProviders) {

    public ServerSettings {
        requirePort(port);
        if (management != null) requirePort(management);
        if (origin != null && !isOrigin(origin)) {
            throw new IllegalArgumentException("origin \"" + origin
                    + "\": give scheme and host as browsers see them, such as https://search.example.org; plain http"
                    + " works for localhost alone, since browsers have passkeys nowhere else");
        }
    }

    /// Settings without a port for management, and with identity providers on the public internet alone.
    public ServerSettings(int port, @Nullable URI origin, @Nullable Path web) {
        this(port, origin, web, null, false);
    }

    private static void requirePort(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + ": a port is 1 to 65535, or 0 for any that is free");
        }
    }

    private static boolean isOrigin(URI uri) {
        boolean bare = uri.getHost() != null
                && (uri.getPath() == null || uri.getPath().isEmpty())
                && uri.getQuery() == null
                && uri.getFragment() == null
                && uri.getUserInfo() == null;
        return bare
                && ("https".equals(uri.getScheme())
                        || "http".equals(uri.getScheme()) && "localhost".equals(uri.getHost()));
    }
}
