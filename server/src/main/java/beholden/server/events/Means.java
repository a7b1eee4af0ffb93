package beholden.server.events;

import java.util.UUID;

/// Means by which somebody's request was let in. What an agency records can end them.
public sealed interface Means {

    /// A passkey that was asserted.
    ///
    /// @param term counts the account's suspensions: means of an earlier term have ended
    record ByPasskey(int number, int term) implements Means {}

    /// The agency's identity provider.
    ///
    /// @param link between the account and a person there
    /// @param term as for a passkey
    record ByProvider(UUID link, int term) implements Means {}

    /// An API key.
    record ByKey(UUID id) implements Means {}

    /// The ticket of an invitation or a recovery, which allows nothing but to register a passkey.
    record ByTicket(UUID ticket) implements Means {}

    /// None: the server itself does something in an account's name.
    record OfServer() implements Means {}
}
