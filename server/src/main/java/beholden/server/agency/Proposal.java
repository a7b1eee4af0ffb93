package beholden.server.agency;

import beholden.server.events.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that one person wants and a second one has to agree to.
///
/// @param decision what became of it; null while nobody has decided
record Proposal(
        UUID id,
        Proposable what,
        AccountId by,
        Instant at,
        @Nullable Decision decision) {
    /// Time after which it goes without a second person where nobody could be one; and for which an account that was
    /// given power is not told from those who gave it.
    static final Duration COOLING_OFF = Duration.ofHours(72);

    /// Time after which it can no longer be agreed to.
    static final Duration LASTS = Duration.ofDays(10);

    record Decision(State state, AccountId by, Instant at) {}

    enum State {
        OPEN,
        AGREED,
        REFUSED,
        /// Its proposer took it back.
        WITHDRAWN,
        /// Nobody decided in time.
        LAPSED
    }

    State state(Instant now) {
        if (decision != null) return decision.state();
        return now.isBefore(lapses()) ? State.OPEN : State.LAPSED;
    }

    Instant cooled() {
        return at.plus(COOLING_OFF);
    }

    Instant lapses() {
        return at.plus(LASTS);
    }

    /// The last moment at which anything became of it.
    Instant latest() {
        return decision == null ? lapses() : decision.at();
    }

    Proposal decided(State state, AccountId by, Instant at) {
        return new Proposal(id, what, this.by, this.at, new Decision(state, by, at));
    }

    @Override
    public String toString() {
        return "proposal";
    }
}
