package beholden.cli.gallery;

import beholden.cli.models.PackOption;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.ProgressLine;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Table;
import beholden.cli.terminal.Wording;
import beholden.enrol.calibration.GalleryCalibration;
import beholden.enrol.calibration.RateDifference;
import beholden.faces.pack.Calibration;
import beholden.faces.pack.ModelPack;
import beholden.gallery.Gallery;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden gallery calibrate`.
@Command(
        name = "calibrate",
        description = {
            "Measures how often strangers reach each score among the gallery's own faces.",
            "Searches by command then show these rates in place of the model pack's. Run it again when the gallery has"
                    + " grown or changed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CalibrateCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Mixin
    private final PackOption pack = new PackOption();

    /// The `--json` output.
    record Report(int format, String gallery, CalibrationJson calibration, List<DifferenceJson> differences) {}

    record DifferenceJson(double score, double packRate, double falseMatchRate, double times, boolean warned) {
        static DifferenceJson of(RateDifference one) {
            return new DifferenceJson(one.score(), one.packRate(), one.rate(), one.times(), one.isLarge());
        }
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        ModelPack models = pack.read();
        try (Gallery opened = gallery.open(models.templateSpace());
                ProgressLine progress = ProgressLine.of("calibrate", "pairs", json)) {
            if (!Files.isWritable(gallery.folder())) {
                throw new RefusedException(
                        gallery.folder() + ": cannot be written to, so that no calibration could be kept there");
            }
            GalleryCalibration made = GalleryCalibration.measure(opened, Clock.systemUTC(), progress);
            made.write(gallery.folder());
            progress.end();
            Calibration known = models.description().calibration();
            List<RateDifference> differences = known == null ? List.of() : made.against(known);
            if (json) {
                Json.print(
                        Commands.out(spec),
                        new Report(
                                Json.FORMAT,
                                gallery.folder().toString(),
                                CalibrationJson.of(made),
                                differences.stream().map(DifferenceJson::of).toList()));
            } else {
                print(made, differences);
            }
            if (differences.stream().anyMatch(RateDifference::isLarge)) {
                Commands.err(spec)
                        .println(
                                "beholden: warning: the rates of this gallery and of the model pack differ by more than"
                                        + " a factor of two; see docs/calibration.md");
            }
            return ExitStatus.FINE;
        }
    }

    private void print(GalleryCalibration made, List<RateDifference> differences) {
        PrintWriter out = Commands.out(spec);
        out.printf(
                "Compared %s of %s%s, of about %,d people.%n",
                Wording.count(made.pairs(), "pair"),
                Wording.faces(made.faces()),
                made.acrossSources() ? " of different sources" : "",
                made.people());
        out.printf(
                "Taken for one person and left out: %s (%.4f %%).%n",
                Wording.count(made.mates(), "pair"), 100.0 * made.mates() / made.pairs());
        out.printf(
                "Rates are counted up to a score of %.3f: %s.%n",
                made.rates().dataEnd(), Wording.oneIn(made.rates().measuredDownTo()));
        if (!differences.isEmpty()) {
            Table table =
                    new Table().numbers("score").numbers("pack").numbers("here").numbers("times as often");
            for (RateDifference one : differences) {
                table.row(
                        "%.3f".formatted(one.score()),
                        Wording.oneIn(one.packRate()),
                        Wording.oneIn(one.rate()),
                        "%.2f%s".formatted(one.times(), one.isLarge() ? " !" : ""));
            }
            out.println();
            out.println(table);
            out.println();
        }
        out.println("Searches of this gallery by command now show these rates.");
    }
}
