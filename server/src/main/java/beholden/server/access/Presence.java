package beholden.server.access;

import beholden.server.events.Member;
import java.time.Instant;
import java.util.UUID;

/// What a session knows; what its account may do is looked up anew for every request.
sealed interface Presence {

    Member member();

    /// When the last request came that counts as activity.
    Instant seen();

    Presence seen(Instant at);

    /// Signed in by passkey.
    ///
    /// @param passkey its number; the session ends with it
    /// @param term    see [Membership.Standing]
    /// @param touched when a passkey was last asserted
    record Signed(Member member, int passkey, int term, Instant touched, Instant seen) implements Presence {
        @Override
        public Signed seen(Instant at) {
            return new Signed(member, passkey, term, touched, at);
        }
    }

    /// Came by an invitation or a recovery, and may do nothing but register a passkey.
    record Registering(Member member, UUID ticket, Instant seen) implements Presence {
        @Override
        public Registering seen(Instant at) {
            return new Registering(member, ticket, at);
        }
    }
}
