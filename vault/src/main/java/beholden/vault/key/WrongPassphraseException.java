package beholden.vault.key;

/// The passphrase does not open what it was given for; the file itself is whole.
public final class WrongPassphraseException extends KeyException {
    private static final long serialVersionUID = 1L;

    WrongPassphraseException(String message) {
        super(message);
    }
}
