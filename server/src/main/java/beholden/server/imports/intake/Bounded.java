package beholden.server.imports.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Stream for an unpacker, which can be told how much it may take for one step.
///
/// Unpackers keep names and headers in memory whole, however long they say that they are.
final class Bounded extends PackedStream {
    /// More than any header, and more than is packed into what one call unpacks.
    private static final long MOST = 1 << 18;

    /// Bytes read so far may be no more than these.
    private long allowed = Long.MAX_VALUE;

    /// Work of one step.
    @FunctionalInterface
    interface Step<T> {
        T take() throws IOException;
    }

    Bounded(InputStream in) {
        super(in);
    }

    /// @throws IntakeException if more would be read for it than any file needs
    <T> T step(Step<T> step) throws IOException {
        allowed = count() + MOST;
        try {
            return step.take();
        } finally {
            allowed = Long.MAX_VALUE;
        }
    }

    /// Wraps an unpacker of this stream, whose every reading is one step.
    InputStream stepwise(InputStream unpacking) {
        return new FilterInputStream(unpacking) {
            @Override
            public int read() throws IOException {
                return step(super::read);
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return step(() -> super.read(bytes, from, Math.min(length, (int) MOST / 2)));
            }

            @Override
            public long skip(long bytes) throws IOException {
                return step(() -> super.skip(Math.min(bytes, MOST / 2)));
            }
        };
    }

    @Override
    void took(long bytes) throws IOException {
        super.took(bytes);
        if (count() > allowed) {
            throw new IntakeException("an archive has a header of more than %,d bytes".formatted(MOST));
        }
    }
}
