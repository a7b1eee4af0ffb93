package beholden.server.theft;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.server.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// [ServedMain] with a home of its own: whatever it writes lies in one folder.
///
/// ```
/// installation/   as operators have one
/// temp/           for temporary files
/// home/           working folder and home of its user
/// log             standard error, of all its runs
/// portrait-N      what it said of itself
/// ```
final class ServedProcess implements AutoCloseable {
    static final String PASSPHRASE = "correct horse battery staple of this test";

    private static final Path TRACER = Path.of("/usr/bin/strace");
    private static final Pattern OPENED =
            Pattern.compile("open(?:at)?\\((?:AT_FDCWD, |\\d+, )?\"([^\"]*)\", ([A-Z_|]+)");
    private static final Pattern WRITES = Pattern.compile("O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE");

    private final Path folder;
    private final int port;
    private int portraits;
    private @Nullable Process process;
    private @Nullable BufferedReader output;
    private @Nullable PrintWriter input;

    /// @param folder is empty
    ServedProcess(Path folder) throws IOException {
        this.folder = folder;
        for (String part : List.of("temp", "home")) Files.createDirectory(folder.resolve(part));
        // beside the working folder, where tests look for it
        Files.createSymbolicLink(
                folder.resolve("models"), TestServer.models().toAbsolutePath().normalize());
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
    }

    /// @param properties of the JVM's, as an operator might set some
    ServedProcess start(Map<String, String> properties) throws IOException {
        List<String> command = new ArrayList<>(watched());
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-XX:-UsePerfData",
                "-XX:+UseSerialGC",
                "-Xmx1g",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder.resolve("temp"),
                "-Duser.home=" + folder.resolve("home")));
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                ServedMain.class.getName(),
                folder.resolve("installation").toString(),
                folder.resolve("models").toString(),
                Path.of("target", "prepared-weights").toAbsolutePath().toString(),
                Integer.toString(port)));
        Process started = new ProcessBuilder(command)
                .directory(folder.resolve("home").toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        process = started;
        output = started.inputReader(StandardCharsets.UTF_8);
        input = new PrintWriter(started.outputWriter(StandardCharsets.UTF_8), true);
        input.println(PASSPHRASE);
        String origin = output.readLine();
        if (!origin().toString().equals(origin)) {
            throw new IOException("the server did not start: " + Files.readString(log()));
        }
        return this;
    }

    /// Words before those that start the server, which let every file be noted that it opens; none where no tracer is
    /// installed.
    private List<String> watched() {
        return Files.isExecutable(TRACER)
                ? List.of(
                        TRACER.toString(),
                        "--daemonize",
                        "--follow-forks",
                        "--seccomp-bpf",
                        "-qq",
                        "-e",
                        "trace=open,openat,creat,memfd_create,mkdir,mkdirat",
                        "--output-append-mode",
                        "--output=" + trace())
                : List.of();
    }

    private Path trace() {
        return folder.resolveSibling(folder.getFileName() + ".trace");
    }

    /// Files that were opened to be written by any of its runs, those included that were gone at once.
    Set<String> written() throws IOException {
        assumeTrue(Files.isExecutable(TRACER), "strace is not installed; install the package of this name");
        Set<String> written = new TreeSet<>();
        for (String line : Files.readAllLines(trace(), StandardCharsets.ISO_8859_1)) {
            Matcher opened = OPENED.matcher(line);
            if (opened.find() && WRITES.matcher(opened.group(2)).find()) written.add(opened.group(1));
            else if (line.contains("memfd_create(") || line.contains("creat(")) written.add(line);
        }
        return written;
    }

    URI origin() {
        return URI.create("http://localhost:" + port);
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    Path log() {
        return folder.resolve("log");
    }

    /// Answer of the server to an order of the test's; see [ServedMain].
    String ask(String order) throws IOException {
        Objects.requireNonNull(input).println(order);
        String answer = Objects.requireNonNull(output).readLine();
        if (answer == null) throw new IOException("the server is gone: " + Files.readString(log()));
        return answer;
    }

    /// Lets the server write down all that it says of itself.
    void portray() throws IOException {
        ask("tell " + folder.resolve("portrait-" + ++portraits));
    }

    /// The first operator's invitation, as it is shown on a terminal.
    JsonNode invitation() throws IOException {
        String[] said = ask("invite").split(" ");
        return JsonMapper.shared().valueToTree(Map.of("link", said[0], "code", said[1]));
    }

    /// SIGKILL: nothing is finished, nothing tidied up.
    void kill() throws InterruptedException {
        Process running = Objects.requireNonNull(process);
        running.destroyForcibly();
        running.waitFor();
    }

    /// Lets it end as it does on Ctrl-C.
    void stop() throws InterruptedException {
        Objects.requireNonNull(input).close();
        Objects.requireNonNull(process).waitFor();
    }

    @Override
    public void close() throws IOException {
        if (process != null) process.destroyForcibly();
        if (output != null) output.close();
        Files.deleteIfExists(folder.resolve("models"));
    }
}
