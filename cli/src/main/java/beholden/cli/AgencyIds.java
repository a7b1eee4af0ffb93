package beholden.cli;

import beholden.vault.key.AgencyId;

/// Agency ids as they are typed.
final class AgencyIds {
    private AgencyIds() {}

    static AgencyId parse(String text) throws RefusedException {
        try {
            return AgencyId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(e);
        }
    }
}
