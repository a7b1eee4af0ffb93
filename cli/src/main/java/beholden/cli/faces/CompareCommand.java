package beholden.cli.faces;

import beholden.cli.models.PackOption;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.pack.Likelihood;
import beholden.faces.pack.NoRate;
import beholden.faces.pack.ScoreMeaning;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.ground.TypedText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden faces compare`.
@Command(
        name = "compare",
        description = "Compares the largest face of one photo with the largest face of another.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class CompareCommand implements Callable<Integer> {
    /// A gallery of this size makes a rate imaginable.
    private static final long EXAMPLE_FACES = 1_000_000;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "PHOTO", description = "a photo")
    private Path a = Path.of("");

    @Parameters(index = "1", paramLabel = "PHOTO", description = "another photo")
    private Path b = Path.of("");

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    @Mixin
    private final FaceOptions faceOptions = new FaceOptions();

    @Mixin
    private final PackOption pack = new PackOption();

    /// The `--json` output; score, likelihood and noRate are null unless both photos have a face.
    ///
    /// @param noRate reason for a score without likelihood: `probe` is photo a, `candidate` photo b
    record Report(
            int format,
            String pack,
            SideJson a,
            SideJson b,
            @Nullable Float score,
            @Nullable LikelihoodJson likelihood,
            @Nullable NoRateJson noRate) {}

    /// @param faces    found in the photo
    /// @param remark   what of the file was not looked at, such as further pages
    /// @param compared the largest of them
    record SideJson(
            String file,
            int faces,
            @Nullable String remark,
            @Nullable FaceJson compared) {
        private static SideJson of(Side side) {
            Face largest = side.largest();
            return new SideJson(
                    side.file().toString(),
                    side.faces().size(),
                    side.remark(),
                    largest == null ? null : FaceJson.of(side.faces().indexOf(largest) + 1, largest));
        }
    }

    private record Side(
            Path file, List<Face> faces, @Nullable String remark) {
        static Side of(Path file, Photo photo, FaceEngine engine) {
            return new Side(file, engine.faces(photo), photo.remark().orElse(null));
        }

        @Nullable
        Face largest() {
            return faces.stream()
                    .max(Comparator.comparingDouble(f -> f.box().area()))
                    .orElse(null);
        }

        String inWords() {
            return remark == null ? facesInWords() : facesInWords() + " (" + remark + ")";
        }

        private String facesInWords() {
            String name = TypedText.printable(file.toString());
            Face largest = largest();
            if (largest == null) return name + ": no face found";
            String which = faces.size() == 1
                    ? "its only face"
                    : "the largest of %d faces, number %d from the left"
                            .formatted(faces.size(), faces.indexOf(largest) + 1);
            return "%s: %s, %d pixels wide, %s"
                    .formatted(
                            name,
                            which,
                            Math.round(largest.box().width()),
                            largest.quality().verdict());
        }
    }

    @Override
    public Integer call() throws IOException, RefusedException, PhotoRefusedException {
        try (FaceEngine engine = PackOption.engine(pack.read(), faceOptions.settings())) {
            PhotoDecoder decoder = new PhotoDecoder(engine.settings().limits());
            Side one = Side.of(a, decoder.decode(a), engine);
            Side other = Side.of(b, decoder.decode(b), engine);
            Face first = one.largest();
            Face second = other.largest();
            Float score = first == null || second == null ? null : Float.valueOf(first.compare(second));
            ScoreMeaning meaning = first == null || second == null || score == null
                    ? null
                    : ScoreMeaning.of(
                            engine.pack().description().calibration(),
                            score,
                            EXAMPLE_FACES,
                            first.measures(),
                            second.measures());
            if (json) {
                Json.print(
                        Commands.out(spec),
                        new Report(
                                Json.FORMAT,
                                engine.pack().description().id(),
                                SideJson.of(one),
                                SideJson.of(other),
                                score,
                                LikelihoodJson.of(meaning),
                                NoRateJson.of(meaning)));
            } else {
                print(Commands.out(spec), one, other, score, meaning);
            }
            return score == null ? ExitStatus.NOTHING_FOUND : ExitStatus.FINE;
        }
    }

    private static void print(
            PrintWriter out, Side one, Side other, @Nullable Float score, @Nullable ScoreMeaning meaning) {
        out.println("A  " + one.inWords());
        out.println("B  " + other.inWords());
        if (score == null || meaning == null) {
            out.println("Nothing to compare.");
            return;
        }
        out.printf("%nComparison score   %s   (1 is the same picture, strangers lie around 0)%n", Wording.score(score));
        switch (meaning) {
            case Likelihood likelihood -> {
                out.println("False match rate   " + likelihood.rate() + " pairs of different people score this high");
                out.println("                   " + likelihood.sentence());
            }
            case NoRate none -> out.println("False match rate   none, " + inWords(none));
        }
        out.println();
        out.println("A score is no proof of identity: a person has to look at both photos.");
    }

    private static String inWords(NoRate none) {
        if (none.face() == null) return none.because();
        return (none.face() == NoRate.Side.PROBE ? "A: " : "B: ") + none.because();
    }
}
