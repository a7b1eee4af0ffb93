package beholden.server.events;

import beholden.vault.key.AgencyId;

/// An account, and whose it is. Its text form tells nothing.
public record Member(AgencyId agency, AccountId account) {

    @Override
    public String toString() {
        return "member";
    }
}
