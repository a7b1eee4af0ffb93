package beholden.server.imports.intake;

import java.io.IOException;

/// A delivery that is refused as a whole. The message names the thing, the fact and the limit.
public final class IntakeException extends IOException {
    private static final long serialVersionUID = 1;

    public IntakeException(String message) {
        super(message);
    }

    IntakeException(String message, Throwable cause) {
        super(message, cause);
    }
}
