package beholden.ledger.witness;

/// A witness did not cosign; the message names it and says why.
public final class WitnessException extends Exception {
    private static final long serialVersionUID = 1;

    WitnessException(String message) {
        super(message);
    }

    WitnessException(String message, Throwable cause) {
        super(message, cause);
    }
}
