package beholden.bench.gallery;

import beholden.ground.DurableFile;
import beholden.ground.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// Another way to search templates, as the operating system's packages have it: a small C++ program around a
/// library, compiled for this machine when it is measured.
///
/// @param name      what people call the library
/// @param source    file name of the program, beside this class
/// @param packages  what must be installed to compile it, as apt names it
/// @param libraries compiler options that link it
record Peer(String name, String source, List<String> packages, List<String> libraries) {
    static final Peer HNSWLIB =
            new Peer("hnswlib", "hnswlib_graph.cpp", List.of("g++", "libhnswlib-dev"), List.of("-pthread"));

    static final Peer FAISS = new Peer(
            "FAISS IndexFlatIP",
            "faiss_flat.cpp",
            List.of("g++", "libfaiss-dev", "libopenblas-dev"),
            List.of("-fopenmp", "-lfaiss", "-lopenblas"));

    /// Compiles the program, unless a run before has.
    ///
    /// @return the executable
    /// @throws MissingPeerException if it cannot be compiled here
    Path compiled(Path folder) throws IOException {
        byte[] program = program();
        Path executable = folder.resolve(source.replace(".cpp", "-") + digest(program));
        if (Files.isExecutable(executable)) {
            return executable;
        }
        Path text = Files.write(folder.resolve(source), program);
        Path unfinished = folder.resolve(executable.getFileName() + ".unfinished");
        List<String> command = new ArrayList<>(List.of("g++", "-O3", "-march=native", "-w", "-o"));
        command.addAll(List.of(unfinished.toString(), text.toString()));
        command.addAll(libraries);
        List<String> complaints = new ArrayList<>();
        try {
            MeasuredProcess.run(command, complaints::add);
        } catch (IOException e) {
            String reason = complaints.isEmpty() ? String.valueOf(e.getMessage()) : complaints.getFirst();
            throw new MissingPeerException(name + " was left out, as its program does not compile here (" + reason
                    + "); to have it measured: apt-get install " + String.join(" ", packages));
        }
        DurableFile.move(unfinished, executable);
        return executable;
    }

    /// Runs the compiled program.
    ///
    /// @param folder    where it is compiled
    /// @param arguments as its source describes them
    /// @return one result per line of JSON it wrote
    List<SearchRun> search(Path folder, List<String> arguments, Consumer<String> progress) throws IOException {
        List<String> command = new ArrayList<>(List.of(compiled(folder).toString()));
        command.addAll(arguments);
        return MeasuredProcess.run(command, progress).stream()
                .filter(line -> line.startsWith("{"))
                .map(line -> JsonMapper.shared().readValue(line, SearchRun.class))
                .toList();
    }

    private byte[] program() throws IOException {
        try (InputStream in = Peer.class.getResourceAsStream(source)) {
            if (in == null) {
                throw new IOException(source + ": not beside " + Peer.class.getName() + "; the build is incomplete");
            }
            return in.readAllBytes();
        }
    }

    private String digest(byte[] program) {
        byte[] hash = Sha256.of(libraries.toString().getBytes(StandardCharsets.UTF_8), program);
        return HexFormat.of().formatHex(hash, 0, 8);
    }
}
