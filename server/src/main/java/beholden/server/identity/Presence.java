package beholden.server.identity;

import beholden.server.events.Means;
import beholden.server.events.Member;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Facts that a session holds; what its account may do is looked up anew for every request.
///
/// @param by      the session ends with it
/// @param touched when a passkey was last asserted; null if none was in this session
/// @param seen    when the last request came that counts as activity
record Presence(Member member, Means by, @Nullable Instant touched, Instant seen) {

    Presence seen(Instant at) {
        return new Presence(member, by, touched, at);
    }

    /// Whether somebody came by an invitation or a recovery, and may do nothing but register a passkey.
    boolean isRegistering() {
        return by instanceof Means.ByTicket;
    }
}
