package beholden.cli.models;

import beholden.cli.home.Home;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.RefusedException;
import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelCard;
import beholden.faces.pack.ModelPack;
import beholden.faces.photo.Photo;
import beholden.ground.TypedText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden models add`.
@Command(
        name = "add",
        description = {
            "Checks a model pack, prepares its weights, tries it, and keeps a copy under BEHOLDEN_HOME.",
            "Commands use it when --pack names its id."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ModelsAddCommand implements Callable<Integer> {
    private static final int TRIAL_WIDTH = 640;
    private static final int TRIAL_HEIGHT = 480;
    private static final int ALIGNED_SIDE = 112;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "folder with a pack.json")
    private Path folder = Path.of("");

    @Override
    public Integer call() throws IOException, RefusedException {
        ModelPack given = ModelPack.read(folder);
        given.verify();
        tryOut(given);
        ModelPack added = new Packs(Home.find()).add(given);
        PrintWriter out = Commands.out(spec);
        String id = added.description().id();
        out.println("Added " + id + " in " + added.folder());
        ModelCard card = added.description().card();
        out.println("Licence: " + TypedText.printable(card.licence()));
        out.println("Training data: " + TypedText.printable(card.trainingData()));
        card.notKnown().forEach(unknown -> out.println("Not known: " + TypedText.printable(unknown)));
        out.println("A gallery holds templates of one pack: to use this one with a gallery that is there, run"
                + " beholden gallery reenrol --pack " + id + " --to DIR");
        return ExitStatus.FINE;
    }

    /// Prepares every head, which checks it on fixed inputs, and runs the pack on a picture.
    private static void tryOut(ModelPack pack) throws IOException, RefusedException {
        try (FaceEngine engine = PackOption.engine(pack, FaceSettings.DEFAULT.withThreads(1))) {
            engine.faces(picture(TRIAL_WIDTH, TRIAL_HEIGHT));
            float[] template = engine.templateOfAligned(picture(ALIGNED_SIDE, ALIGNED_SIDE));
            int said = pack.description().template().dimension();
            if (template.length != said) {
                throw new RefusedException(pack.folder() + ": its templates have " + template.length
                        + " values, its description says " + said);
            }
            for (float value : template) {
                if (!Float.isFinite(value)) {
                    throw new RefusedException(
                            pack.folder() + ": its template network gives values that are no numbers");
                }
            }
        }
    }

    /// Smooth light and shade, as of a photo out of focus.
    private static Photo picture(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int i = 0; i < width * height; i++) {
            double x = (i % width) / (double) width;
            double y = Math.floorDiv(i, width) / (double) height;
            int light = (int) (128 + 60 * Math.sin(9 * x) + 60 * Math.cos(7 * y));
            rgb[3 * i] = (byte) light;
            rgb[3 * i + 1] = (byte) (light * 3 / 4);
            rgb[3 * i + 2] = (byte) (light * 2 / 3);
        }
        return Photo.of(width, height, rgb);
    }
}
