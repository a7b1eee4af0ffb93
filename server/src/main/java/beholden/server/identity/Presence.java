package beholden.server.identity;

import beholden.server.events.Member;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Facts that a session holds; what its account may do is looked up anew for every request.
sealed interface Presence {

    Member member();

    /// The time of the last request that counts as activity.
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

    /// Means by which somebody signed in; a session ends with them.
    sealed interface Means {
        record ByPasskey(int number) implements Means {}

        /// The agency's identity provider.
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
