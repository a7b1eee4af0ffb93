package beholden.server.refusal;

/// The server does not start, since what it found on disk is not what it may serve. The message tells a person
/// what to do.
public final class StartRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
