package beholden.cli;

/// Something the user gave cannot be used. The message names the thing, the fact and what to do.
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
        super(message);
    }

    /// For a value that its own type refused, with words for the user.
    RefusedException(IllegalArgumentException why) {
        super(why.getMessage());
    }
}
