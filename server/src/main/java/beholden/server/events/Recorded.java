package beholden.server.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An event with when it happened and by whom.
///
/// @param number position among the events of its book, from 0; it follows from the order and is not written down
/// @param by     null where nobody had signed in, as when an invitation is taken up
public record Recorded(int number, Instant at, @Nullable AccountId by, AgencyEvent event) {}
