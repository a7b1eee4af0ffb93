package beholden.vault.log;

import java.util.Arrays;

/// An event as it was appended. Equal by position and content; its text form does not show the content.
///
/// @param position of its first cell
/// @param bytes    not copied: whoever holds the event leaves them alone
public record SealedEvent(Position position, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedEvent event
                && position.equals(event.position)
                && Arrays.equals(bytes, event.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * position.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "event at " + position;
    }
}
