package beholden.cli.bench;

import beholden.bench.server.HostileBench;
import beholden.bench.server.ServerBench;
import beholden.bench.server.ServerBenchOptions;
import beholden.cli.home.DemoPhotos;
import beholden.cli.home.Home;
import beholden.cli.models.PackOption;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.RefusedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `beholden bench server`.
@Command(
        name = "server",
        description = {
            "Measures searches over HTTP in a server of its own, from the upload of a group photo to its candidates: one",
            "client alone, step by step; then many at once, until the server is killed and started again, and everything",
            "that was answered is asked for. At a million faces less than ten minutes, and 3 GB of disk.",
            "With --hostile, how long one agency waits while an account of another does its worst."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  beholden bench server",
            "  beholden bench server --size 10000 --searches 12 --clients 4 --seconds 10",
            "  beholden bench server --hostile --size 10000"
        })
final class BenchServerCommand implements Callable<Integer> {
    private static final long SEED = 1;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--size",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "synthetic faces in the gallery (default: ${DEFAULT-VALUE})")
    private int size;

    @Option(
            names = "--searches",
            paramLabel = "N",
            defaultValue = "120",
            description = "searches by one client alone (default: ${DEFAULT-VALUE})")
    private int searches;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "16",
            description = "clients at once (default: ${DEFAULT-VALUE})")
    private int clients;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "60",
            description =
                    "how long they search, at each of two schedules; an attack has a third of it (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--hostile", description = "attacks by one agency on another, in place of all else")
    private boolean hostile;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "folder for the installation, deleted at the end (default: bench in the home folder)")
    private @Nullable Path work;

    @Mixin
    private final PackOption pack = new PackOption();

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws IOException, RefusedException {
        List<Path> photos = DemoPhotos.installed();
        if (photos.isEmpty()) {
            throw new RefusedException("no group photos: run npm ci --ignore-scripts in the models folder");
        }
        ServerBenchOptions options;
        try {
            options = new ServerBenchOptions(
                    work == null ? Home.find().folder().resolve("bench") : work,
                    output.plots(),
                    size,
                    searches,
                    clients,
                    Duration.ofSeconds(seconds),
                    SEED);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.lineOf(spec), String.valueOf(e.getMessage()));
        }
        Consumer<String> progress = output.progress(Commands.err(spec));
        Path cache = Home.find().cache();
        return output.print(
                hostile
                        ? HostileBench.run(options, pack.read(), cache, photos, progress)
                        : ServerBench.run(options, pack.read(), cache, photos, progress),
                spec);
    }
}
