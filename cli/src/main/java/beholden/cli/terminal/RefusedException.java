package beholden.cli.terminal;

/// Something the user gave cannot be used. The message names the thing, the fact and what to do.
public final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public RefusedException(String message) {
        super(message);
    }

    /// A refusal of a value that its own type refused, with words for the user.
    public RefusedException(IllegalArgumentException why) {
        super(why.getMessage());
    }
}
