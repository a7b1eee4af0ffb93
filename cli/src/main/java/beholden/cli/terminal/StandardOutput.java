package beholden.cli.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/// Standard output of the process, which remembers what could not be written; Java's own forgets it.
///
/// `beholden gallery info > /dev/full` ends with status 3 and says why. A reader that has seen enough, as in
/// `beholden gallery search … | head`, is no failure.
public final class StandardOutput extends FilterOutputStream {
    private static final String NOBODY_READS_ON = "Broken pipe";

    private @Nullable IOException failure;

    public StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /// The exit status of a command that ended with `status`, once all it printed is written.
    public int status(int status, PrintWriter printed, PrintWriter err) {
        printed.flush();
        IOException e = failure;
        if (e == null || NOBODY_READS_ON.equals(e.getMessage())) return status;
        err.println("beholden: standard output: " + e.getMessage() + "; what it holds is not complete");
        return status == ExitStatus.FINE ? ExitStatus.REFUSED : status;
    }
}
