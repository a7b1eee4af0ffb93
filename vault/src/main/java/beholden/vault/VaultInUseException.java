package beholden.vault;

import beholden.vault.setup.VaultException;

/// Another process, or another part of this one, uses the vault.
public final class VaultInUseException extends VaultException {

    private static final long serialVersionUID = 1L;

    VaultInUseException(String message) {
        super(message);
    }
}
