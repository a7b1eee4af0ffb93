package beholden.vault.tick;

import beholden.vault.setup.VaultException;

/// An event or file is not recorded, or it is not known whether it is; the message says which.
public class NotRecordedException extends VaultException {

    private static final long serialVersionUID = 1L;

    public NotRecordedException(String message) {
        super(message);
    }
}
