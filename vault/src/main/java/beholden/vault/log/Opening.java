package beholden.vault.log;

import java.util.Optional;

/// Snapshot and events that it takes to have an agency's state in memory again.
///
/// @param snapshot         the latest that can be read; none if there is none, or all are damaged
/// @param later            the events after it, or all of them
/// @param damagedSnapshots how many later snapshots could not be read
public record Opening(Optional<Snapshot> snapshot, Reading later, int damagedSnapshots) {}
