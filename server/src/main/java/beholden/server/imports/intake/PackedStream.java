package beholden.server.imports.intake;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Counts the bytes of an archive as it came in.
class PackedStream extends FilterInputStream {
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

    /// Told of all that is read.
    void took(long bytes) throws IOException {
        count += bytes;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
