package beholden.vault.key;

/// The keys at hand were made under another root key.
public final class WrongRootKeyException extends KeyException {
    private static final long serialVersionUID = 1L;

    WrongRootKeyException(String message) {
        super(message);
    }
}
