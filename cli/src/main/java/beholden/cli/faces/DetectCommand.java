package beholden.cli.faces;

import beholden.cli.models.PackOption;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.ground.TypedText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden faces detect`.
@Command(
        name = "detect",
        description = "Finds the faces of photos and says how fit each is for comparison.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DetectCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "PHOTO", description = "JPEG, PNG, WebP, GIF, BMP or TIFF")
    private List<Path> photos = List.of();

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    @Option(names = "--draw", paramLabel = "OUT.png", description = "write the photo with its faces framed")
    private @Nullable Path draw;

    @Mixin
    private final FaceOptions faceOptions = new FaceOptions();

    @Mixin
    private final PackOption pack = new PackOption();

    /// The `--json` output.
    record Report(int format, String pack, List<PhotoJson> photos, List<RefusedJson> refused) {}

    /// @param width  pixels, upright
    /// @param height pixels, upright
    /// @param remark what of the file was not looked at, such as further pages
    record PhotoJson(
            String file, int width, int height, @Nullable String remark, List<FaceJson> faces) {}

    record RefusedJson(String file, String reason) {}

    @Override
    public Integer call() throws IOException, RefusedException {
        if (draw != null && photos.size() > 1) {
            throw new ParameterException(
                    Commands.lineOf(spec), "--draw takes one photo, and " + photos.size() + " are named");
        }
        List<PhotoJson> seen = new ArrayList<>();
        List<RefusedJson> refused = new ArrayList<>();
        try (FaceEngine engine = PackOption.engine(pack.read(), faceOptions.settings())) {
            PhotoDecoder decoder = new PhotoDecoder(engine.settings().limits());
            for (Path file : photos) {
                try {
                    seen.add(detect(file, decoder.decode(file), engine));
                } catch (PhotoRefusedException e) {
                    refused.add(new RefusedJson(file.toString(), String.valueOf(e.getMessage())));
                    Commands.err(spec).println("beholden: " + e.getMessage());
                }
            }
            if (json) {
                String id = engine.pack().description().id();
                Json.print(Commands.out(spec), new Report(Json.FORMAT, id, seen, refused));
            }
        }
        if (!refused.isEmpty()) return ExitStatus.REFUSED;
        return seen.stream().allMatch(p -> p.faces().isEmpty()) ? ExitStatus.NOTHING_FOUND : ExitStatus.FINE;
    }

    private PhotoJson detect(Path file, Photo photo, FaceEngine engine) throws IOException {
        List<Face> faces = engine.faces(photo);
        if (!json) print(Commands.out(spec), file, photo, faces);
        if (draw != null) {
            FaceDrawing.write(photo, faces, draw);
            Commands.err(spec).println("Drawn in " + draw);
        }
        List<FaceJson> found = new ArrayList<>();
        for (Face face : faces) found.add(FaceJson.of(found.size() + 1, face));
        return new PhotoJson(
                file.toString(), photo.width(), photo.height(), photo.remark().orElse(null), found);
    }

    private static void print(PrintWriter out, Path file, Photo photo, List<Face> faces) {
        out.printf(
                "%s: %,d × %,d pixels, %s%n",
                TypedText.printable(file.toString()), photo.width(), photo.height(), Wording.faces(faces.size()));
        photo.remark().ifPresent(remark -> out.println("Note: " + remark + "."));
        if (!faces.isEmpty()) out.println(FaceTable.of(faces));
    }
}
