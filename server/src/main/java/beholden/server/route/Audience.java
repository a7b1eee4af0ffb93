package beholden.server.route;

/// Audiences of a route, before roles are asked for.
public enum Audience {
    /// Everybody, strangers included.
    ALL,
    /// Whoever may register a passkey: by an invitation, by a recovery, or having signed in.
    REGISTRANTS,
    /// Whoever has signed in, or has an API key.
    ACCOUNTS,
    /// Nobody: the route has a handler that does not say for whom it is.
    UNDECLARED,
    /// Nobody in particular: there is no such route, or it is a file of the browser application.
    UNKNOWN
}
