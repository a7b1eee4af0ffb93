package beholden.server.identity;

import beholden.server.events.Member;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a session knows; what its account may do is looked up anew for every request.
sealed interface Presence {

    Member member();

    /// When the last request came that counts as activity.
    Instant seen();

    Presence seen(Instant at);

    /// Signed in.
    ///
    /// @param by      the session ends with it
    /// @param term    see [Membership.Standing]
    /// @param touched when a passkey was last asserted; null if none was in this session
    record Signed(
            Member member, Means by, int term, @Nullable Instant touched, Instant seen) implements Presence {
        @Override
        public Signed seen(Instant at) {
            return new Signed(member, by, term, touched, at);
        }
    }

    /// What somebody signed in by.
    sealed interface Means {
        record ByPasskey(int number) implements Means {}

        /// By the agency's identity provider.
        ///
        /// @param link between the account and a person there
        record ByProvider(UUID link) implements Means {}
    }

    /// Came by an invitation or a recovery, and may do nothing but register a passkey.
    record Registering(Member member, UUID ticket, Instant seen) implements Presence {
        @Override
        public Registering seen(Instant at) {
            return new Registering(member, ticket, at);
        }
    }
}
