package beholden.cli.bench;

import beholden.bench.accuracy.AccuracyBench;
import beholden.cli.models.PackOption;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
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

/// `beholden bench accuracy`.
@Command(
        name = "accuracy",
        description = {
            "Measures error rates on the aligned crops of Labeled Faces in the Wild: two photos compared, and one photo",
            "against a gallery. Some minutes. The file lfw-errata.csv beside DIR lists pairs of names that are one person or",
            "hold a wrong photo: the figures lfw.corrected. leave them out."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class BenchAccuracyCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--lfw",
            required = true,
            paramLabel = "DIR",
            description = "folder of crops NAME/NAME_0001.jpg, 112 × 112 pixels, with pairs.txt")
    private Path lfw = Path.of("lfw");

    @Option(names = "--flip", description = "average each template with that of the mirror image")
    private boolean flip;

    @Option(
            names = "--calibration",
            paramLabel = "FILE",
            description = "also write the calibration for the pack's pack.json")
    private @Nullable Path calibration;

    @Option(
            names = "--axes",
            paramLabel = "FILE",
            description = "also write how the templates are spread, for the measured people of bench gallery")
    private @Nullable Path axes;

    @Mixin
    private final PackOption pack = new PackOption();

    @Mixin
    private final BenchOutput output = new BenchOutput();

    @Override
    public Integer call() throws IOException, RefusedException {
        if (!Files.isRegularFile(lfw.resolve("pairs.txt"))) {
            throw new RefusedException(lfw + ": no pairs.txt in it, so it does not hold the LFW crops");
        }
        try (FaceEngine engine = PackOption.engine(pack.read(), FaceSettings.DEFAULT.withFlip(flip))) {
            AccuracyBench.Outcome outcome =
                    AccuracyBench.run(engine, lfw, output.plots(), output.progress(Commands.err(spec)));
            if (calibration != null) Files.writeString(calibration, Json.text(outcome.calibration()));
            if (axes != null) Files.writeString(axes, Json.text(outcome.axes()));
            return output.print(outcome.report(), spec);
        }
    }
}
