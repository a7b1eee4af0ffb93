package beholden.server.events;

import java.io.IOException;

/// An event has a form that this version of Beholden does not know, as when a newer one wrote it.
public final class UnknownEventException extends IOException {
    private static final long serialVersionUID = 1;

    UnknownEventException(Exception cause) {
        super(
                "an event has a form that this version does not know; a newer version of Beholden wrote it: use that"
                        + " version",
                cause);
    }
}
