package beholden.server.source.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts the bytes of an archive as it came in.
final class PackedStream extends FilterInputStream {
    private long count;

    PackedStream(InputStream in) {
        super(in);
    }

    /// Bytes read so far.
    long count() {
        return count;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        if (one >= 0) count++;
        return one;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int read = super.read(bytes, from, length);
        if (read > 0) count += read;
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count += skipped;
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
