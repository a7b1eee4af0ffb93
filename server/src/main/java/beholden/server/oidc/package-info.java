/// Signing in at somebody else's identity provider (OpenID Connect Core 1.0, authorization code flow), and nothing of
/// who does so: a provider is handed in, and what it says of a person is handed back.
@NullMarked
package beholden.server.oidc;

import org.jspecify.annotations.NullMarked;
