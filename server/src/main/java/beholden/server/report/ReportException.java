package beholden.server.report;

/// A file is no report, or is not what was exported; the message says how it is known.
public final class ReportException extends Exception {
    private static final long serialVersionUID = 1;

    ReportException(String message) {
        super(message);
    }

    ReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
