package beholden.server.source.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What an unpacker reads from, which can be told how much it may take for one step.
///
/// Unpackers keep names and headers in memory whole, however long they say that they are.
final class Bounded extends FilterInputStream {
    /// More than any header, and more than is packed into what one call unpacks.
    private static final long MOST = 1 << 18;

    private long left = Long.MAX_VALUE;

    /// What is done in one step.
    @FunctionalInterface
    interface Step<T> {
        T take() throws IOException;
    }

    Bounded(InputStream in) {
        super(in);
    }

    /// @throws IntakeException if more would be read for it than any file needs
    <T> T step(Step<T> step) throws IOException {
        left = MOST;
        try {
            return step.take();
        } finally {
            left = Long.MAX_VALUE;
        }
    }

    /// What unpacks this, with each reading one step.
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
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) took(1);
        return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (read > 0) took(read);
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        took(skipped);
        return skipped;
    }

    private void took(long bytes) throws IntakeException {
        left -= bytes;
        if (left < 0) throw new IntakeException("an archive has a header of more than %,d bytes".formatted(MOST));
    }
}
