package beholden.vault.key;

/// A key file is cut off, changed, or none of ours.
public final class DamagedKeyException extends KeyException {
    private static final long serialVersionUID = 1L;

    DamagedKeyException(String message) {
        super(message);
    }
}
