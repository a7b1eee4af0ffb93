package beholden.vault.setup;

import beholden.vault.key.AgencyId;

/// Told of every append, at the place where a careless program would write a log line.
@FunctionalInterface
public interface Trace {

    /// `agency` appends an event.
    void appends(AgencyId agency);
}
