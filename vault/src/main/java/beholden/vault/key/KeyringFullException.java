package beholden.vault.key;

/// Every slot of the keyring is taken.
public final class KeyringFullException extends KeyException {
    private static final long serialVersionUID = 1L;

    KeyringFullException(String message) {
        super(message);
    }
}
