package beholden.server.agency;

import beholden.server.events.AccountId;
import java.time.Instant;
import java.util.UUID;

/// An invitation that nobody has accepted yet.
///
/// @param ticket hash of the link's secret
/// @param code   hash of the spoken code
/// @param until  not valid any more at this moment
/// @param tries  wrong codes so far
record Invitation(UUID ticket, AccountId account, byte[] code, Instant until, int tries) {
    static final int MOST_TRIES = 5;

    boolean isOpen(Instant now) {
        return tries < MOST_TRIES && now.isBefore(until);
    }

    Invitation tried() {
        return new Invitation(ticket, account, code, until, tries + 1);
    }

    @Override
    public String toString() {
        return "invitation";
    }
}
