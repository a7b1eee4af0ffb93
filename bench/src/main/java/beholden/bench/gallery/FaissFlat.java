package beholden.bench.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// FAISS's exhaustive search in full precision, [Peer#FAISS].
///
/// Debian compiles it for every x86-64 processor: one probe at a time is compared with 128-bit instructions. A
/// batch is a matrix product in OpenBLAS, which uses what the processor has.
///
/// @param folder  keeps the program and the templates from run to run
/// @param singles how many probes are searched one at a time: each reads all templates, which takes long
record FaissFlat(Path folder, int singles) {
    /// @return two runs: `single` with the first probes, `batch` with all
    List<SearchRun> search(Population population, Consumer<String> progress) throws IOException {
        Peer.FAISS.compiled(folder);
        progress.accept("searching with " + Peer.FAISS.name());
        return Peer.FAISS.search(
                folder,
                List.of(
                        population.enrolledFile(folder).toString(),
                        population.probeFile(folder).toString(),
                        Integer.toString(population.people().dimension()),
                        Integer.toString(SearchRun.LIMIT),
                        Integer.toString(singles)),
                progress);
    }
}
