package beholden.server.imports;

/// How far an import is.
enum ImportState {
    /// Another import is running, or the server is about to start this one.
    WAITING,
    RUNNING,
    /// Finishes the photos at hand, then is paused.
    PAUSING,
    PAUSED,
    /// Finishes the photos at hand, then is cancelled.
    CANCELLING,
    /// What it had enrolled stays enrolled.
    CANCELLED,
    FINISHED,
    /// Something of the server's broke; it can be resumed when that is mended.
    FAILED;

    boolean isFinal() {
        return this == CANCELLED || this == FINISHED;
    }
}
