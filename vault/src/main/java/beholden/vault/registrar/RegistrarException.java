package beholden.vault.registrar;

import beholden.vault.key.KeyException;

/// A share, an entry or the registrar's public file cannot be used. The message names it, the fact and what to
/// do.
public final class RegistrarException extends KeyException {
    private static final long serialVersionUID = 1L;

    RegistrarException(String message) {
        super(message);
    }
}
