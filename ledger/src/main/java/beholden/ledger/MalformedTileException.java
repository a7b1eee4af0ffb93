package beholden.ledger;

/// A tile or an entry bundle is not what its name says; the message tells what is wrong with it.
public final class MalformedTileException extends Exception {
    private static final long serialVersionUID = 1L;

    /// A file refused for the reason `message`.
    public MalformedTileException(String message) {
        super(message);
    }
}
