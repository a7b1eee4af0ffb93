package beholden.vault.log;

import java.util.Arrays;

/// The state of an application after all events before a position.
///
/// @param at    events from here on are not in it
/// @param state not copied: whoever holds the snapshot leaves the bytes alone
public record Snapshot(Position at, byte[] state) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Snapshot snapshot && at.equals(snapshot.at) && Arrays.equals(state, snapshot.state);
    }

    @Override
    public int hashCode() {
        return 31 * at.hashCode() + Arrays.hashCode(state);
    }

    @Override
    public String toString() {
        return "snapshot at " + at;
    }
}
