/// An agency as a list of events: everything that is known of it follows from what happened in it, in order.
///
/// Each package of the domain brings its kinds of event ([AgencyEvent]) and the state they add up to ([Fold]).
@NullMarked
package beholden.server.events;

import org.jspecify.annotations.NullMarked;
