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
    /// Ended by the operator; faces enrolled until then stay enrolled.
    CANCELLED,
    FINISHED,
    /// Something of the server's broke; it can be resumed when that is mended.
    FAILED,
    /// The note of how it stands cannot be read; it can be cancelled, and its photos imported again.
    DAMAGED;

    boolean isFinal() {
        return this == CANCELLED || this == FINISHED;
    }
}
