package beholden.ground;

/// A typed text that is not taken; its message names the field, what is wrong with the text, and what to do.
public final class RefusedTextException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    RefusedTextException(String message) {
        super(message);
    }
}
