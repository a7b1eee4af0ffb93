package beholden.server.agency;

import java.net.URI;
import java.time.Instant;

/// Ticket that is handed to somebody who is invited, and shown once: the link goes one way, the code is spoken.
///
/// @param code six digits
public record Ticket(URI link, String code, Instant expires) {

    @Override
    public String toString() {
        return "ticket";
    }
}
