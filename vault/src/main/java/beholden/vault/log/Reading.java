package beholden.vault.log;

import java.util.List;

/// Yield of a log: the events that are whole, in the order in which they were appended, and what is lost.
///
/// @param events  whole events
/// @param damages what was recorded and cannot be read, in order of position; empty if nothing was tampered
///                with
/// @param next    where to read on
public record Reading(List<SealedEvent> events, List<Damage> damages, Position next) {

    public Reading {
        events = List.copyOf(events);
        damages = List.copyOf(damages);
    }
}
