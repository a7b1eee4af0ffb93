package beholden.bench.gallery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Another program, run to its end with one thread for its arithmetic: results come on its standard output,
/// progress on its standard error.
final class MeasuredProcess {
    private MeasuredProcess() {}

    /// @return the lines of its standard output
    /// @throws IOException if it cannot be started, or ends with another exit code than 0: then with its last words
    static List<String> run(List<String> command, Consumer<String> progress) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.start();
        try {
            AtomicReference<String> lastWords = new AtomicReference<>("");
            Thread listener = Thread.ofVirtual()
                    .start(() -> forEachLine(process.getErrorStream(), line -> {
                        lastWords.set(line);
                        progress.accept(line);
                    }));
            List<String> lines = new ArrayList<>();
            forEachLine(process.getInputStream(), lines::add);
            int exitCode = process.waitFor();
            listener.join();
            if (exitCode != 0) {
                throw new IOException(
                        command.getFirst() + " ended with exit code " + exitCode + ": " + lastWords.get());
            }
            return lines;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command.getFirst() + ": interrupted while it ran", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void forEachLine(InputStream in, Consumer<String> action) {
        try (var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            reader.lines().forEach(action);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
