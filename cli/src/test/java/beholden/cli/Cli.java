package beholden.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Runs the command in this process, on the real models and photos, with a home folder of the tests' own.
public final class Cli {
    private static final Path MODELS = models();

    /// Home folder, kept between test runs so that weights are prepared once.
    public static final Path HOME = Path.of("target", "test-home").toAbsolutePath();

    static {
        System.setProperty("beholden.home", HOME.toString());
        System.setProperty("beholden.models", MODELS.toString());
        Locale.setDefault(Locale.ENGLISH);
    }

    private Cli() {}

    public record Result(int status, String out, String err) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(out);
        }
    }

    public static Result run(Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int status =
                command.execute(Arrays.stream(arguments).map(String::valueOf).toArray(String[]::new));
        return new Result(status, out.toString(), err.toString());
    }

    /// Words that start the command in a process of its own, with the home of these tests.
    public static List<String> process(Object... arguments) {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx1g",
                // Starting `serve` takes 14 s of processor time with the second compiler and parallel collection, and
                // 8 s without.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dbeholden.home=" + HOME,
                "-Dbeholden.models=" + MODELS,
                "-cp",
                System.getProperty("java.class.path"),
                "beholden.cli.Main");
        return Stream.concat(java.stream(), Arrays.stream(arguments).map(String::valueOf))
                .toList();
    }

    /// Puts a script that starts the command, named `beholden`, into a folder, for tests that say it to a shell.
    ///
    /// @return the folder
    public static Path commandIn(Path folder) throws IOException {
        Files.createDirectories(folder);
        String words = process().stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Path script = Files.writeString(folder.resolve("beholden"), "#!/bin/bash\nexec " + words + " \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }

    /// One of the six group photos; skips the test where they are not installed.
    public static Path sample(int number) {
        Path photo = MODELS.resolve("node_modules/@vladmandic/face-api/demo/sample" + number + ".jpg");
        assumeTrue(
                Files.exists(photo), "the demo's photos are not installed; run: npm ci --ignore-scripts in " + MODELS);
        return photo;
    }

    public static Path modelsFolder() {
        return MODELS;
    }

    private static Path models() {
        try {
            for (Path at = Path.of("").toRealPath(); at != null; at = at.getParent()) {
                if (Files.exists(at.resolve("models/pack.json"))) return at.resolve("models");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("no folder models/ above the working folder");
    }
}
