package beholden.vault.file;

import beholden.vault.setup.VaultException;

/// A sealed file cannot be read whole; the message says how many of its chunks are lost, and which.
public final class DamagedFileException extends VaultException {

    private static final long serialVersionUID = 1L;

    DamagedFileException(String message) {
        super(message);
    }
}
