package beholden.cli.gallery;

import beholden.cli.faces.FaceOptions;
import beholden.cli.models.PackOption;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Interruption;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.ProgressLine;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Table;
import beholden.faces.FaceEngine;
import beholden.faces.pack.ModelPack;
import beholden.gallery.Gallery;
import beholden.gallery.GallerySettings;
import beholden.ground.TypedText;
import java.io.IOException;
import java.io.PrintWriter;
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

/// `beholden gallery reenrol`.
@Command(
        name = "reenrol",
        description = {
            "Makes a new gallery with another model pack, from the face crops this gallery keeps.",
            "Faces that are there already are passed over, so an interrupted run is simply run again."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ReenrolCommand implements Callable<Integer> {
    private static final int FAILURES_SHOWN = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "folder of the new gallery")
    private Path to = Path.of("");

    @Option(names = "--to-key", paramLabel = "FILE", description = "its key file (default: in keys/ of BEHOLDEN_HOME)")
    private @Nullable Path toKey;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Mixin
    private final FaceOptions faceOptions = new FaceOptions();

    @Mixin
    private final PackOption pack = new PackOption();

    /// The `--json` output.
    record Report(
            int format, String from, String to, String pack, long enrolled, long alreadyThere, List<String> failures) {}

    @Override
    public Integer call() throws IOException, RefusedException {
        ModelPack models = pack.read();
        if (to.toAbsolutePath()
                .normalize()
                .equals(gallery.folder().toAbsolutePath().normalize())) {
            throw new ParameterException(Commands.lineOf(spec), "--to names the gallery itself; name another folder");
        }
        GallerySettings settings = new GallerySettings(
                models.templateSpace(), models.description().template().dimension());
        GalleryOption target = GalleryOption.of(to, toKey);
        PrintWriter notes = Commands.err(spec);
        try (Gallery from = gallery.open();
                FaceEngine engine = PackOption.engine(models, faceOptions.settings());
                Gallery filled = target.openOrCreate(settings, notes);
                Interruption interruption = new Interruption(notes);
                ProgressLine progress = ProgressLine.of("reenrol", "faces", json)) {
            Reenrolment done = new Reenrolment(from, engine, filled);
            done.run(interruption::requested, progress);
            progress.end();
            print(done, models);
            return interruption.requested() ? ExitStatus.INTERRUPTED : ExitStatus.FINE;
        }
    }

    private void print(Reenrolment done, ModelPack models) {
        PrintWriter out = Commands.out(spec);
        List<String> failures = done.failures();
        if (json) {
            Json.print(
                    out,
                    new Report(
                            Json.FORMAT,
                            gallery.folder().toString(),
                            to.toString(),
                            models.description().id(),
                            done.enrolled(),
                            done.alreadyThere(),
                            failures));
            return;
        }
        out.println(new Table()
                .words("faces")
                .numbers("")
                .row("enrolled", "%,d".formatted(done.enrolled()))
                .row("already there", "%,d".formatted(done.alreadyThere()))
                .row("failed to enrol", "%,d".formatted(failures.size())));
        failures.stream().limit(FAILURES_SHOWN).forEach(reason -> out.println("  " + TypedText.printable(reason)));
        if (failures.size() > FAILURES_SHOWN) {
            out.printf("  and %,d more; --json names them all%n", failures.size() - FAILURES_SHOWN);
        }
    }
}
