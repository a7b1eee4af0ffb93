package beholden.cli.serve;

import beholden.cli.Cli;
import beholden.ground.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;

/// A machine that an operator types commands on, in bash. Something else stands in for the folders, hosts and port
/// that they name.
final class Machine implements AutoCloseable {
    private static final long MINUTES = 3;

    private final Path folder;
    private final Path tools;
    private final int port;
    private final SequencedMap<String, String> standIns = new LinkedHashMap<>();
    private final Map<String, String> environment;
    private final List<Served> served = new ArrayList<>();

    /// @param folder      new folder for all that is on the machine
    /// @param carried     folder for `/backup` and `/media`, which are carried to the next machine
    /// @param hosts       what stands in for hosts in URLs
    /// @param environment further variables
    Machine(Path folder, Path carried, Map<String, String> hosts, Map<String, String> environment) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.environment = Map.copyOf(environment);
        this.tools = Cli.commandIn(folder.resolve("bin"));
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        for (String own : List.of("/srv/", "/run/secrets/")) {
            standIns.put(own, Files.createDirectories(Path.of(folder + own)) + "/");
        }
        for (String shared : List.of("/backup/", "/media/apart", "/media/keyring")) {
            Files.createDirectories(Path.of(carried + shared));
            standIns.put(shared, carried + shared);
        }
        hosts.forEach((host, address) -> standIns.put("//" + host + "/", "//" + address + "/"));
        standIns.put("beholden serve ", "beholden serve --port " + port + " ");
    }

    /// A text of the page, as it is on this machine.
    String here(String text) {
        String here = text;
        for (Map.Entry<String, String> standIn : standIns.entrySet()) {
            here = here.replace(standIn.getKey(), standIn.getValue());
        }
        return here;
    }

    /// A path of the page's on this machine.
    Path path(String path) {
        return Path.of(here(path));
    }

    /// Where its server listens, which is where a proxy would ask it.
    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /// Runs a command to its end, which must be a good one.
    ///
    /// @return everything it printed
    String run(String command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = bash(here(command))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        process.getOutputStream().close();
        try {
            boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
            String printed = Files.readString(out);
            if (!ended) throw new AssertionError(command + "\ndoes not end; it printed:\n" + printed);
            if (process.exitValue() != 0) {
                throw new AssertionError(command + "\nended with " + process.exitValue() + ":\n" + printed);
            }
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    /// Starts a server.
    Served serve(String command) throws IOException {
        Path err = Files.createTempFile(folder, "err", ".txt");
        // Bash makes way for the command, so that a signal reaches it.
        Process process =
                bash("exec " + here(command)).redirectError(err.toFile()).start();
        Served server = new Served(process, err);
        served.add(server);
        return server;
    }

    private ProcessBuilder bash(String command) {
        ProcessBuilder bash =
                new ProcessBuilder("/bin/bash", "-euo", "pipefail", "-c", command).directory(folder.toFile());
        bash.environment().merge("PATH", tools.toString(), (path, own) -> own + ":" + path);
        bash.environment().putAll(environment);
        return bash;
    }

    /// Takes the machine away, with everything on it.
    void lose() throws IOException {
        close();
        Folders.remove(folder);
    }

    @Override
    public void close() {
        served.forEach(Served::close);
    }
}
