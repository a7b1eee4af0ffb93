package beholden.bench.gallery;

import java.io.IOException;

/// A peer cannot be measured on this machine; the message says what to install.
final class MissingPeerException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String note;

    MissingPeerException(String note) {
        super(note);
        this.note = note;
    }

    /// The message, for the notes of a report.
    String note() {
        return note;
    }
}
