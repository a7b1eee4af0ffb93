package beholden.server.events;

import java.util.List;
import java.util.function.Supplier;

/// The kinds of event of one package of the domain, and how to start its fold; a bean of that package.
///
/// @param kinds all its records that are events
/// @param fold  makes the fold of an agency without events
public record EventKinds(List<Class<? extends AgencyEvent>> kinds, Supplier<? extends Fold> fold) {

    public EventKinds {
        kinds = List.copyOf(kinds);
    }
}
