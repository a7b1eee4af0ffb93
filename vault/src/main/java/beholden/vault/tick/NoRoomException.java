package beholden.vault.tick;

import java.time.Duration;

/// A refusal since as many cells or chunks wait as may; nothing was taken, and the message says how many.
public final class NoRoomException extends NotRecordedException {

    private static final long serialVersionUID = 1L;

    private final Duration after;

    NoRoomException(String message, Duration after) {
        super(message);
        this.after = after;
    }

    /// Time after which there is room, if nobody else takes it and no tick fails.
    public Duration after() {
        return after;
    }
}
