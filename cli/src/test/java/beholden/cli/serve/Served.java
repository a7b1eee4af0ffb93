package beholden.cli.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A `beholden serve` of a test's, and what it has printed so far.
final class Served implements AutoCloseable {
    private static final long MINUTES = 3;

    private final Process process;
    private final Path err;
    private final BufferedReader lines;
    private final StringBuilder printed = new StringBuilder();

    Served(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.lines = process.inputReader();
    }

    /// Waits for a line, found by a part of it.
    ///
    /// @return everything printed until then
    String until(Pattern last) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
            if (last.matcher(line).find()) return printed.toString();
        }
        throw new AssertionError("the server ended: " + printed + Files.readString(err));
    }

    /// Ends it as its machine does when it is shut down.
    ///
    /// @return everything it printed in its life
    String stop() throws IOException, InterruptedException {
        // The process's own destroy() would throw away what it still prints.
        process.toHandle().destroy();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            printed.append(line).append('\n');
        }
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) throw new AssertionError("the server does not end");
        if (process.exitValue() != 0) {
            throw new AssertionError("the server ended with " + process.exitValue() + ": " + Files.readString(err));
        }
        return printed.toString();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
