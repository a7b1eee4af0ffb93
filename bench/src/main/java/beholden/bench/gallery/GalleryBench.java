package beholden.bench.gallery;

import beholden.bench.BenchReport;
import beholden.bench.Metrics;
import beholden.bench.SyntheticPeople;
import beholden.bench.Target;
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
/// | metric (`gallery.…`) | what it is |
/// | --- | --- |
/// | `mate_recall` | of the gallery, searched through its port |
/// | `search_ms`, `search_batch_ms` | one probe at a time, and per probe when all are searched in one call |
/// | `start_up_s` | a new process: from opening the gallery to the first candidates |
/// | `enrol_per_s` | faces through the port on all cores, commits, merges and closing included |
/// | `bytes_per_face`, `ram_bytes_per_face` | disk; live heap and mapped pages after the first search |
/// | `ratio_lucene_flat` | the scan alone, without the gallery around it: see [CodecComparison] |
/// | `ratio_plain_read`, `ratio_fastest_read` | the scan beside a loop over the code bytes, and beside SIMD loads |
/// | `ratio_faiss_flat`, `ratio_faiss_flat_batch` | one probe at a time, and all at once |
/// | `ratio_hnswlib` | where its graph finds as many mates, or else at its widest search |
/// | `growth_…_ratio` | cost of a face at the largest size over that at the next smaller one: 1 is linear |
public final class GalleryBench {
    private static final int DIMENSION = 512;
    private static final int PROBES = 200;
    private static final int SIZE_OF_TARGETS = 1_000_000;

    private GalleryBench() {}

    /// Measures everything; a peer that is not installed is left out, and a note of the report says how to install
    /// it.
    ///
    /// @param progress takes one sentence at a time
    public static BenchReport run(GalleryBenchOptions options, Consumer<String> progress) throws IOException {
        Files.createDirectories(options.workFolder());
        Metrics metrics = new Metrics();
        List<Path> plots = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        if (options.size() != SIZE_OF_TARGETS) {
            notes.add(String.format(
                    "the targets are for %,d faces; this gallery has %,d", SIZE_OF_TARGETS, options.size()));
        }

        List<MeasuredSize> sizes = measureGallery(options, progress);
        report(at(options.size(), sizes), metrics);

        Growth growth = new Growth(sizes);
        growth.report(metrics);
        plots.addAll(growth.plot(options.plotFolder()));

        progress.accept("comparing the format of the codes with Lucene's own and with merely reading them");
        report(CodecComparison.run(options.workFolder(), options.size(), options.seed()), metrics);

        if (options.peersSize() != options.size()) {
            notes.add(String.format(
                    "the peers hold %,d faces, and are compared with a gallery of as many", options.peersSize()));
        }
        MeasuredSize besidePeers = at(options.peersSize(), sizes);
        plots.add(new PeerComparison(options.workFolder(), besidePeers)
                .run(metrics, notes, options.plotFolder(), progress));
        return new BenchReport(metrics, plots, notes);
    }

    private static List<MeasuredSize> measureGallery(GalleryBenchOptions options, Consumer<String> progress)
            throws IOException {
        SyntheticPeople people = new SyntheticPeople(DIMENSION, options.seed());
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

    private static void report(CodecComparison.Outcome codecs, Metrics metrics) {
        metrics.add("gallery.ratio_lucene_flat", codecs.ratioLuceneFlat(), Target.atMost(0.2));
        metrics.add("gallery.ratio_plain_read", codecs.ratioPlainLoop(), Target.atMost(1.5));
        metrics.add("gallery.ratio_fastest_read", codecs.ratioVectorisedRead());
        metrics.add("gallery.codec_ms", codecs.ours());
        metrics.add("gallery.lucene_flat_ms", codecs.luceneFlat());
        metrics.add("gallery.plain_read_ms", codecs.plainLoop());
        metrics.add("gallery.fastest_read_ms", codecs.vectorisedRead());
        metrics.add("gallery.codec_mate_recall", codecs.mateRecall(), Target.atLeast(1));
        metrics.add("gallery.lucene_flat_mate_recall", codecs.luceneMateRecall());
    }

    private static MeasuredSize at(int size, List<MeasuredSize> sizes) {
        return sizes.stream()
                .filter(measured -> measured.size() == size)
                .findFirst()
                .orElseThrow();
    }

    private static void report(MeasuredSize gallery, Metrics metrics) {
        metrics.add("gallery.faces", gallery.size());
        metrics.add("gallery.mate_recall", gallery.mateRecall(), Target.atLeast(1));
        metrics.add("gallery.search_ms", gallery.searchMillis());
        metrics.add("gallery.search_batch_ms", gallery.batchMillis());
        metrics.add("gallery.start_up_s", gallery.searches().startUpMillis() / 1000, Target.atMost(2));
        metrics.add("gallery.enrol_per_s", gallery.enrolledPerSecond(), Target.atLeast(20_000));
        metrics.add("gallery.bytes_per_face", gallery.diskBytesPerFace());
        metrics.add("gallery.ram_bytes_per_face", gallery.ramBytesPerFace());
    }
}
