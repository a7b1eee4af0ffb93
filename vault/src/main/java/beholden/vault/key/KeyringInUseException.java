package beholden.vault.key;

/// Another process, or another part of this one, holds the keyring.
public final class KeyringInUseException extends KeyException {
    private static final long serialVersionUID = 1L;

    KeyringInUseException(String message) {
        super(message);
    }
}
