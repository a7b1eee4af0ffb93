package beholden.bench.gallery;

import beholden.bench.LinePlot;
import beholden.bench.LinePlot.Axis;
import beholden.bench.LinePlot.Line;
import beholden.bench.Metrics;
import beholden.bench.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/// The gallery next to hnswlib and FAISS, all with the same people.
///
/// @param prefix beginning of the metrics' names
/// @param folder keeps what the peers need from run to run
/// @param ours   the gallery at the size the peers have
record PeerComparison(String prefix, Path folder, MeasuredSize ours) {
    /// FAISS reads all templates for each of these: more would take minutes and hardly move the median.
    private static final int FAISS_SINGLES = 20;

    private static final Target FASTER = Target.atMost(1);

    /// Searches with both and adds their metrics; a peer that is missing becomes a note instead.
    ///
    /// @return what was drawn
    Path run(Metrics metrics, List<String> notes, Path plotFolder, Consumer<String> progress) throws IOException {
        List<Line> lines = new ArrayList<>();
        lines.add(line("the gallery", List.of(ours.searches().single())));
        lines.add(
                line("the gallery, probes in one pass", List.of(ours.searches().batch())));
        try {
            lines.addAll(
                    faiss(new FaissFlat(folder, FAISS_SINGLES).search(ours.population(), progress), metrics, notes));
        } catch (MissingPeerException e) {
            notes.add(e.note());
        }
        try {
            lines.add(hnswlib(new HnswlibGraph(folder).search(ours.population(), progress), metrics, notes));
        } catch (MissingPeerException e) {
            notes.add(e.note());
        }
        LinePlot plot = new LinePlot(
                String.format("Mates found in %,d faces, one thread", ours.size()),
                new Axis("milliseconds per search", true),
                new Axis("mates found (%)", false),
                lines);
        return plot.writeTo(plotFolder.resolve("gallery-peers.png"));
    }

    private List<Line> faiss(List<SearchRun> runs, Metrics metrics, List<String> notes) {
        SearchRun single = runs.getFirst();
        SearchRun batch = runs.getLast();
        metrics.add(prefix + "ratio_faiss_flat", ours.searchMillis() / single.medianMillis(), FASTER);
        metrics.add(prefix + "ratio_faiss_flat_batch", ours.batchMillis() / batch.medianMillis(), FASTER);
        metrics.add(prefix + "faiss_flat_ms", single.medianMillis());
        metrics.add(prefix + "faiss_flat_batch_ms", batch.medianMillis());
        metrics.add(prefix + "faiss_flat_mate_recall", recall(single));
        notes.add(
                "FAISS as packaged compares one probe at a time without AVX; its batch goes through OpenBLAS, which has it");
        return List.of(
                line("FAISS IndexFlatIP", List.of(single)),
                line("FAISS IndexFlatIP, probes in a batch", List.of(batch)));
    }

    /// Compared where the graph first finds as many mates as the gallery, or else at its widest search.
    private Line hnswlib(List<SearchRun> runs, Metrics metrics, List<String> notes) {
        Optional<SearchRun> equal =
                runs.stream().filter(run -> recall(run) >= ours.mateRecall()).findFirst();
        SearchRun compared = equal.orElse(runs.getLast());
        metrics.add(prefix + "ratio_hnswlib", ours.searchMillis() / compared.medianMillis(), FASTER);
        metrics.add(prefix + "hnswlib_ms", compared.medianMillis());
        metrics.add(prefix + "hnswlib_mate_recall", recall(compared));
        notes.add(String.format(
                "hnswlib, M=%d, efConstruction=%d, is compared at %s, where it finds %.2f %% of the mates%s",
                HnswlibGraph.M,
                HnswlibGraph.EF_CONSTRUCTION,
                compared.way(),
                percent(recall(compared)),
                equal.isPresent() ? "" : ": fewer than the gallery, however wide it searches"));
        return line("hnswlib, ef from " + HnswlibGraph.EF.getFirst() + " to " + HnswlibGraph.EF.getLast(), runs);
    }

    private Line line(String name, List<SearchRun> runs) {
        ToDoubleFunction<SearchRun> recallPercent = run -> percent(recall(run));
        return new Line(
                name,
                runs.stream().mapToDouble(SearchRun::medianMillis).toArray(),
                runs.stream().mapToDouble(recallPercent).toArray());
    }

    private double recall(SearchRun run) {
        return ours.population().mateRecall(run.neighbours());
    }

    private static double percent(double share) {
        return 100 * share;
    }
}
