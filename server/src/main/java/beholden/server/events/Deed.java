package beholden.server.events;

/// Deed that a member wants to do: looks at the folds, says what happens, and what to answer.
///
/// Runs alone in its agency, so that what it looked at is still so when its events are recorded.
@FunctionalInterface
public interface Deed<T> {

    /// @param happening takes the events that happen; recorded in this order if the deed returns, and not at all if
    ///     it throws
    T in(Happening happening);

    @FunctionalInterface
    interface Happening {
        void record(AgencyEvent event);
    }
}
