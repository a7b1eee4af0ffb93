package beholden.bench.server;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A [ServerProcess], seen from outside.
final class RunningServer implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;
    private static final int LAST_WORDS = 20;

    private final Process process;
    private final Path log;
    private final BufferedReader answers;
    private final BufferedWriter orders;
    private final URI origin;
    private final double startSeconds;

    /// Starts it with the options that this Java was started with, and waits until it serves.
    ///
    /// @param log takes what it says on standard error
    RunningServer(List<String> arguments, String rootKey, Path log) throws IOException {
        long start = System.nanoTime();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
                .toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ServerProcess.class.getName()));
        command.addAll(arguments);
        this.log = log;
        this.process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        this.answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.orders = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        boolean serves = false;
        try {
            this.origin = URI.create(ask(rootKey).asString());
            serves = true;
        } finally {
            if (!serves) process.destroyForcibly();
        }
        this.startSeconds = (System.nanoTime() - start) / 1e9;
    }

    /// Time from the start of the process until it served.
    double startSeconds() {
        return startSeconds;
    }

    URI origin() {
        return origin;
    }

    JsonNode operatorInvitation() throws IOException {
        return ask(ServerProcess.INVITE);
    }

    ServerTimes times() throws IOException {
        return JsonMapper.shared().treeToValue(ask(ServerProcess.TIMES), ServerTimes.class);
    }

    private JsonNode ask(String order) throws IOException {
        orders.write(order);
        orders.newLine();
        orders.flush();
        String answer = answers.readLine();
        if (answer == null) throw new IOException("the server ended: " + lastWords());
        return JsonMapper.shared().readTree(answer);
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }

    /// SIGKILL: nothing is finished, nothing is flushed.
    void kill() throws IOException {
        process.destroyForcibly();
        await();
    }

    /// Lets it finish what is under way.
    @Override
    public void close() throws IOException {
        if (!process.isAlive()) return;
        try {
            orders.close();
            await();
        } finally {
            process.destroyForcibly();
        }
    }

    private void await() throws IOException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the server did not end: " + lastWords());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the server ended", e);
        }
    }
}
