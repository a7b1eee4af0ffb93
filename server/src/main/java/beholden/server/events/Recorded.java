package beholden.server.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event with when it happened and by whom.
///
/// @param by null where nobody had signed in, as when an invitation is taken up
public record Recorded(Instant at, @Nullable AccountId by, AgencyEvent event) {}
