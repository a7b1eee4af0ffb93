package beholden.vault.tick;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Reads and writes at a place in a file, to the last byte: a channel may stop sooner.
final class WholeBuffers {
    private WholeBuffers() {}

    static void writeAll(FileChannel out, ByteBuffer bytes, long at) throws IOException {
        long to = at;
        while (bytes.hasRemaining()) {
            to += out.write(bytes, to);
        }
    }

    /// Fills `bytes` from the file's place `at`.
    ///
    /// @throws EOFException if the file ends before
    static void readAll(FileChannel in, ByteBuffer bytes, long at) throws IOException {
        long from = at;
        while (bytes.hasRemaining()) {
            int read = in.read(bytes, from);
            if (read < 0) {
                throw new EOFException("the file ends at " + from);
            }
            from += read;
        }
    }
}
