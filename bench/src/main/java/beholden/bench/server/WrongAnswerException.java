package beholden.bench.server;

import java.io.IOException;

/// The server answered, and not as it should: never the end of a server that was killed.
final class WrongAnswerException extends IOException {
    private static final long serialVersionUID = 1;

    WrongAnswerException(String message) {
        super(message);
    }
}
