package beholden.cli.bench;

import beholden.bench.gallery.GalleryBench;
import beholden.bench.gallery.GalleryBenchOptions;
import beholden.bench.gallery.PopulationKind;
import beholden.cli.home.Home;
import beholden.cli.terminal.Commands;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `beholden bench gallery`.
@Command(
        name = "gallery",
        description = {
            "Measures a gallery of synthetic people: speed, mate recall, size and growth, beside Lucene's own format,",
            "hnswlib and FAISS. At a million faces hnswlib alone takes minutes to build its graph, the first time."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchGalleryCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "faces in the gallery (default: ${DEFAULT-VALUE})")
    private int size;

    @Option(
            names = "--population",
            paramLabel = "measured|uniform",
            defaultValue = "measured",
            description =
                    "templates like those of real photos, or spread evenly in all directions (default: ${DEFAULT-VALUE})")
    private PopulationKind population = PopulationKind.MEASURED;

    @Option(names = "--peers-size", paramLabel = "N", description = "faces the peers hold (default: as many)")
    private @Nullable Integer peersSize;

    @Option(
            names = "--growth",
            description = "also measure 10,000, 100,000, 1,000,000 and 4,000,000 faces: 20 GB of disk")
    private boolean growth;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description =
                    "folder for templates and the peers' files, kept for the next run (default: bench in the home folder)")
    private @Nullable Path work;

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws IOException {
        GalleryBenchOptions options;
        try {
            options = new GalleryBenchOptions(
                    population,
                    work == null ? Home.find().folder().resolve("bench") : work,
                    output.plots(),
                    size,
                    peersSize == null ? size : peersSize,
                    growth ? GalleryBenchOptions.GROWTH : List.of(),
                    SEED);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.lineOf(spec), String.valueOf(e.getMessage()));
        }
        return output.print(GalleryBench.run(options, output.progress(Commands.err(spec))), spec);
    }
}
