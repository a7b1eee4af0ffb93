package beholden.bench.gallery;

import beholden.bench.BenchReport;
import beholden.bench.MeasuredPeople;
import beholden.bench.Metrics;
import beholden.bench.People;
import beholden.bench.Target;
import beholden.gallery.onebit.OneBitScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Speed, completeness and size of a gallery of synthetic people, next to other ways to search the same templates
/// on the same machine in the same run.
///
/// Every search, ours and the peers', runs on one thread and asks for 20 candidates. Mate recall is judged for all
/// by the same rule: the share of the probes' mates that are among them. A ratio is our time over the peer's:
/// below 1 the gallery is faster. Runs on Linux, whose `/proc` tells the memory.
///
/// | metric (`gallery.measured.…` or `gallery.uniform.…`) | what it is |
/// | --- | --- |
/// | `mate_recall` | of the gallery, searched through its port |
/// | `search_ms`, `search_batch_ms` | one probe at a time, and per probe when all are searched in one call |
/// | `start_up_s` | a new process: from opening the gallery to the first candidates |
/// | `enrol_per_s` | faces through the port on all cores, commits, merges and closing included |
/// | `bytes_per_face`, `ram_bytes_per_face` | disk; live heap and mapped pages after the first search |
/// | `rescored_share` | share of the faces whose exact score the scan computed |
/// | `ratio_lucene_flat` | the scan alone, without the gallery around it: see [CodecComparison] |
/// | `ratio_plain_read`, `ratio_fastest_read` | the scan beside a loop over the code bytes, and beside SIMD loads |
/// | `ratio_faiss_flat`, `ratio_faiss_flat_batch` | one probe at a time, and all at once |
/// | `ratio_hnswlib` | where its graph finds as many mates, or else at its widest search |
/// | `growth_…_ratio` | cost of a face at the largest size over that at the next smaller one: 1 is linear |
public final class GalleryBench {
    private static final int PROBES = 200;
    private static final int SIZE_OF_TARGETS = 1_000_000;

    private GalleryBench() {}

    /// Measures everything; a peer that is not installed is left out, and a note of the report says how to install
    /// it.
    ///
    /// @param progress takes one sentence at a time
    public static BenchReport run(GalleryBenchOptions options, Consumer<String> progress) throws IOException {
        Files.createDirectories(options.workFolder());
        String prefix = options.population().prefix();
        People people = options.population().people(options.seed());
        Metrics metrics = new Metrics();
        List<Path> plots = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (options.size() != SIZE_OF_TARGETS) {
            notes.add(String.format(
                    "the targets are for %,d faces; this gallery has %,d", SIZE_OF_TARGETS, options.size()));
        }

        notes.add("processor: " + Processor.name() + "; " + OneBitScan.kernel());
        if (options.population() == PopulationKind.MEASURED) {
            notes.add("templates are distributed like those of " + MeasuredPeople.measuredOn());
        }

        List<MeasuredSize> sizes = measureGallery(options, people, progress);
        report(prefix, at(options.size(), sizes), metrics);

        Growth growth = new Growth(sizes);
        growth.report(prefix, metrics);
        plots.addAll(growth.plot(options.plotFolder()));

        progress.accept("comparing the format of the codes with Lucene's own and with merely reading them");
        CodecComparison.Outcome codecs = CodecComparison.run(options.workFolder(), people, options.size());
        report(prefix, codecs, metrics);
        notes.add(String.format(
                "of Lucene's estimates %,d are scored exactly, where it finds %.2f %% of the mates among twenty candidates, and ours %.2f %%",
                codecs.luceneRescored(), 100 * codecs.luceneMateRecall(), 100 * codecs.mateRecall()));

        if (options.peersSize() != options.size()) {
            notes.add(String.format(
                    "the peers hold %,d faces, and are compared with a gallery of as many", options.peersSize()));
        }
        MeasuredSize besidePeers = at(options.peersSize(), sizes);
        plots.add(new PeerComparison(prefix, options.workFolder(), besidePeers)
                .run(metrics, notes, options.plotFolder(), progress));
        return new BenchReport(metrics, plots, notes);
    }

    private static List<MeasuredSize> measureGallery(
            GalleryBenchOptions options, People people, Consumer<String> progress) throws IOException {
        GrowingGallery gallery = new GrowingGallery(options.workFolder(), people);
        try {
            List<MeasuredSize> measured = new ArrayList<>();
            for (int size : options.sizes()) {
                gallery.growTo(size, progress);
                Population population = new Population(people, size, PROBES);
                progress.accept(String.format("searching %,d faces", size));
                measured.add(new MeasuredSize(
                        population,
                        gallery.search(population, options.workFolder()),
                        gallery.diskBytes(),
                        gallery.enrolledPerSecond()));
            }
            return measured;
        } finally {
            gallery.delete();
        }
    }

    private static void report(String prefix, CodecComparison.Outcome codecs, Metrics metrics) {
        metrics.add(prefix + "rescored_share", codecs.rescoredShare(), Target.atMost(0.001));
        metrics.add(prefix + "ratio_lucene_flat", codecs.ratioLuceneFlat(), Target.atMost(0.15));
        metrics.add(prefix + "ratio_plain_read", codecs.ratioPlainLoop(), Target.atMost(1.5));
        metrics.add(prefix + "ratio_fastest_read", codecs.ratioVectorisedRead());
        metrics.add(prefix + "codec_ms", codecs.ours());
        metrics.add(prefix + "lucene_flat_ms", codecs.luceneFlat());
        metrics.add(prefix + "plain_read_ms", codecs.plainLoop());
        metrics.add(prefix + "fastest_read_ms", codecs.vectorisedRead());
        metrics.add(prefix + "codec_mate_recall", codecs.mateRecall());
        metrics.add(prefix + "lucene_flat_mate_recall", codecs.luceneMateRecall());
    }

    private static MeasuredSize at(int size, List<MeasuredSize> sizes) {
        return sizes.stream()
                .filter(measured -> measured.size() == size)
                .findFirst()
                .orElseThrow();
    }

    private static void report(String prefix, MeasuredSize gallery, Metrics metrics) {
        metrics.add(prefix + "faces", gallery.size());
        metrics.add(prefix + "mate_recall", gallery.mateRecall());
        metrics.add(prefix + "search_ms", gallery.searchMillis());
        metrics.add(prefix + "search_batch_ms", gallery.batchMillis());
        metrics.add(prefix + "start_up_s", gallery.searches().startUpMillis() / 1000, Target.atMost(2));
        metrics.add(prefix + "enrol_per_s", gallery.enrolledPerSecond(), Target.atLeast(20_000));
        metrics.add(prefix + "bytes_per_face", gallery.diskBytesPerFace());
        metrics.add(prefix + "ram_bytes_per_face", gallery.ramBytesPerFace());
    }
}
