package beholden.vault.setup;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// A vault cannot be used as asked. The message says why and what to do, and names no agency.
public class VaultException extends IOException {

    private static final long serialVersionUID = 1L;

    public VaultException(String message) {
        super(message);
    }

    public VaultException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
