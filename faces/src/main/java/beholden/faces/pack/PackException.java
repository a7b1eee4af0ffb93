package beholden.faces.pack;

import java.io.IOException;

/// A pack that cannot be used; the message names the file, the fact and what to do.
public final class PackException extends IOException {
    private static final long serialVersionUID = 1L;

    PackException(String message) {
        super(message);
    }

    PackException(String message, Throwable cause) {
        super(message, cause);
    }
}
