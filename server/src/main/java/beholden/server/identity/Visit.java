package beholden.server.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One session: what it holds, until it ends. Safe for use by many threads.
///
/// It outlasts the container's own session for requests that are under way, which look whether it has ended.
final class Visit {
    /// Time without a request after which a session ends.
    static final Duration IDLE = Duration.ofMinutes(15);

    /// Time after which a session ends, whatever was done in it.
    static final Duration LONGEST = Duration.ofHours(12);

    private final Instant began;
    private Presence presence;
    private boolean ended;

    Visit(Presence presence) {
        this.began = presence.seen();
        this.presence = presence;
    }

    /// What it holds; empty if it has ended.
    ///
    /// A request that is under way is itself some use: being idle does not count against it.
    synchronized Optional<Presence> presence(Instant now) {
        return ended || !now.isBefore(began.plus(LONGEST)) ? Optional.empty() : Optional.of(presence);
    }

    synchronized boolean isIdle(Instant now) {
        return !now.isBefore(presence.seen().plus(IDLE));
    }

    synchronized void seen(Instant now) {
        presence = presence.seen(now);
    }

    /// Takes in that a passkey was touched again.
    ///
    /// @return whether it is a session of the same account, which goes on; it lasts no longer for it
    synchronized boolean isTouched(Presence again) {
        boolean same = !ended && !presence.isRegistering() && presence.member().equals(again.member());
        if (same) presence = again;
        return same;
    }

    synchronized void end() {
        ended = true;
    }
}
