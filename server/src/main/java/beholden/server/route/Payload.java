package beholden.server.route;

/// Bodies that a route may be sent.
public enum Payload {
    /// A short text, such as JSON.
    TEXT,
    /// One photo or document, by itself or in a form, which is held in memory.
    FILE,
    /// A form of any size, which is streamed to disk within limits of its own.
    STREAM
}
