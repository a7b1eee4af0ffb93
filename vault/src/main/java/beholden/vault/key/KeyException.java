package beholden.vault.key;

import java.io.IOException;

/// A key cannot be used. The message names the file, the fact and what to do, and holds nothing secret.
public class KeyException extends IOException {
    private static final long serialVersionUID = 1L;

    public KeyException(String message) {
        super(message);
    }

    public KeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
