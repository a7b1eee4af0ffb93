package beholden.server.identity;

import java.time.Instant;
import java.util.List;

/// A passkey of an account.
///
/// @param number     counts the account's passkeys from 1; never used again
/// @param label      what its owner calls it
/// @param data       the authenticator data of its registration (WebAuthn §6.1), which holds credential id and
///     public key
/// @param transports how it is reached, such as `internal`
/// @param signatures the authenticator's signature counter when it was last used; 0 if it has none
/// @param lastUsed   the same as `created` until it is used
public record Passkey(
        int number,
        String label,
        byte[] data,
        List<String> transports,
        long signatures,
        Instant created,
        Instant lastUsed) {

    public Passkey {
        transports = List.copyOf(transports);
    }

    /// This passkey after an assertion.
    public Passkey used(long count, Instant at) {
        return new Passkey(number, label, data, transports, count, created, at);
    }

    @Override
    public String toString() {
        return "passkey";
    }
}
