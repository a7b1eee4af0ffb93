package beholden.vault.control;

import java.io.IOException;

/// An order could not be given, or was refused. The message says why and what to do.
public final class ControlException extends IOException {
    private static final long serialVersionUID = 1L;

    ControlException(String message) {
        super(message);
    }
}
