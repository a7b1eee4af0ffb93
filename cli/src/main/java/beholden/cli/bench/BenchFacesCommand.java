package beholden.cli.bench;

import beholden.bench.faces.FacesBench;
import beholden.cli.home.DemoPhotos;
import beholden.cli.home.Home;
import beholden.cli.models.PackOption;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden bench faces`.
@Command(
        name = "faces",
        description = {
            "Measures the face engine on whole photos: what it finds in photos of known people and in very large ones,",
            "and how long it takes. The demo's group photos are timed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchFacesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--photos",
            required = true,
            paramLabel = "DIR",
            description = "folder with the 14 test photos of ageitgey/face_recognition")
    private Path photos = Path.of("photos");

    @Option(
            names = "--lfw",
            paramLabel = "DIR",
            description = "aligned LFW crops, a folder for each person: adds small pasted faces, and turned crops")
    private @Nullable Path lfw;

    @Mixin
    private final PackOption pack = new PackOption();

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws IOException, RefusedException {
        if (!Files.isDirectory(photos)) throw new RefusedException(photos + ": there is no such folder");
        if (lfw != null && !Files.isDirectory(lfw)) throw new RefusedException(lfw + ": there is no such folder");
        return output.print(
                FacesBench.run(
                        pack.read(),
                        Home.find().cache(),
                        photos,
                        DemoPhotos.installed(),
                        lfw,
                        output.plots(),
                        output.progress(Commands.err(spec))),
                spec);
    }
}
