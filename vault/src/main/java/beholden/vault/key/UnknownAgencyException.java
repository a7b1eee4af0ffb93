package beholden.vault.key;

/// The keyring holds no key of the agency: it never did, or they were shredded.
public final class UnknownAgencyException extends KeyException {
    private static final long serialVersionUID = 1L;

    UnknownAgencyException(String message) {
        super(message);
    }
}
