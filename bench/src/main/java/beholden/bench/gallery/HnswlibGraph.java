package beholden.bench.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// hnswlib's approximate search over a graph, [Peer#HNSWLIB].
///
/// @param folder keeps the program, the templates and the graph from run to run: building it takes far longer than
/// searching
record HnswlibGraph(Path folder) {
    static final int M = 16;
    static final int EF_CONSTRUCTION = 100;
    private static final int BUILD_THREADS = 2;

    /// How wide the graph is searched, from the narrowest that can give 20 candidates on.
    static final List<Integer> EF = List.of(20, 40, 80, 160, 320, 640, 1280, 2000, 3200);

    /// @return one run per width, narrowest first
    List<SearchRun> search(Population population, Consumer<String> progress) throws IOException {
        Peer.HNSWLIB.compiled(folder);
        Path graph = folder.resolve("hnswlib-M" + M + "-efc" + EF_CONSTRUCTION + "-" + population.name() + ".graph");
        List<String> arguments = new ArrayList<>(List.of(
                population.enrolledFile(folder).toString(),
                population.probeFile(folder).toString()));
        Stream.of(population.people().dimension(), SearchRun.LIMIT, M, EF_CONSTRUCTION, BUILD_THREADS)
                .map(String::valueOf)
                .forEach(arguments::add);
        arguments.add(graph.toString());
        EF.stream().map(String::valueOf).forEach(arguments::add);
        progress.accept("searching with hnswlib, M=" + M + ", efConstruction=" + EF_CONSTRUCTION);
        return Peer.HNSWLIB.search(folder, arguments, progress);
    }
}
