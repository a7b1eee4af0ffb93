package beholden.ledger.merkle;

/// A proof does not show what it should; the message tells what was compared.
public final class ProofException extends Exception {
    private static final long serialVersionUID = 1L;

    /// A proof refused for the reason `message`.
    public ProofException(String message) {
        super(message);
    }
}
