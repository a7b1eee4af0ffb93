package beholden.server.events;

/// The record was not durable in time, or not at all; nothing that hangs on it may be shown.
public final class NotYetRecordedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotYetRecordedException(String message, Throwable cause) {
        super(message, cause);
    }
}
