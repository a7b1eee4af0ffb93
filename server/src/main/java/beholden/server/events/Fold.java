package beholden.server.events;

/// Sum of an agency's events, seen from one package of the domain; one object for each agency.
///
/// Is told every event of the agency once, in order, one at a time. What it gives out is safe for use by many
/// threads: unchanging values.
public interface Fold {

    /// Takes in an event, or leaves it alone if it is another package's. Never fails: whoever records an event has
    /// checked it before.
    void apply(Recorded recorded);

    /// Whether somebody still has the rights by which they were let in.
    default boolean admits(Doer who) {
        return true;
    }
}
