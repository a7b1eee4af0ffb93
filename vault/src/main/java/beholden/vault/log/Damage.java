package beholden.vault.log;

/// An event that was recorded and cannot be read any more, and why.
///
/// `from` is the event's position, `to` the cell after its last one. Where the cells that would tell the
/// length of a lost event are lost too, each lost cell is reported by itself; it was an event or part of
/// one.
///
/// @param from first cell concerned
/// @param to   the position after the last cell concerned
public record Damage(Position from, Position to, Cause cause) {

    /// Kind of damage to the event.
    public enum Cause {
        /// A cell of it is not in the store.
        REMOVED("was removed from the store"),
        /// A cell of it is there, but is not what was sealed: altered, exchanged with another, or an older
        /// one put back.
        ALTERED("was altered in the store"),
        /// The keys of its epoch were destroyed on purpose.
        SHREDDED("was shredded: the keys of its epoch were destroyed");

        private final String words;

        Cause(String words) {
            this.words = words;
        }
    }

    public Damage {
        if (from.compareTo(to) >= 0) {
            throw new IllegalArgumentException("no cell between " + from + " and " + to);
        }
    }

    @Override
    public String toString() {
        return "what was recorded from " + from + " up to " + to + " " + cause.words;
    }
}
