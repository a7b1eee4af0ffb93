package beholden.gallery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A real second Java process, whose lines are read one by one, and which can be killed between any two of them.
final class ChildProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.errors = errors;
    }

    static ChildProcess start(Class<?> main, Path scratch, String... arguments) throws IOException {
        Path errors = Files.createTempFile(scratch, "child", ".err");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ChildProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /// The next line it prints; null when it has ended.
    @Nullable
    String line() throws IOException {
        return output.readLine();
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    void kill() throws InterruptedException {
        // Through the handle, which leaves open what the process has printed.
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /// @return every line it still prints, when it has ended by itself
    List<String> untilItEnds() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (String line = line(); line != null; line = line()) {
            lines.add(line);
        }
        if (process.waitFor() != 0) {
            throw new AssertionError("exit code " + process.exitValue() + ": " + Files.readString(errors));
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        output.close();
    }
}
