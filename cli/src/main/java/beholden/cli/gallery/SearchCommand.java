package beholden.cli.gallery;

import beholden.cli.faces.FaceOptions;
import beholden.cli.faces.FaceTable;
import beholden.cli.models.PackOption;
import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.enrol.calibration.GalleryCalibration;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.pack.ModelPack;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoRefusedException;
import beholden.gallery.CandidateList;
import beholden.gallery.Gallery;
import beholden.gallery.Scope;
import beholden.gallery.Template;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `beholden gallery search`.
@Command(
        name = "search",
        description = "Compares a face with every face of the gallery and lists the candidates, best first.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SearchCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "PHOTO", description = "the probe")
    private Path photo = Path.of("");

    @Option(names = "--face", paramLabel = "N", description = "which face of the photo, 1 is the left-most")
    private @Nullable Integer number;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "longest list, 1 to 200 (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    @Option(names = "--html", paramLabel = "OUT.html", description = "write a contact sheet to look at")
    private @Nullable Path html;

    @Mixin
    private final ScopeOptions narrowed = new ScopeOptions();

    @Mixin
    private final FaceOptions faceOptions = new FaceOptions();

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Mixin
    private final PackOption pack = new PackOption();

    @Override
    public Integer call() throws IOException, RefusedException, PhotoRefusedException {
        if (limit < 1 || limit > Gallery.MAX_LIMIT) {
            throw wrong("--limit " + limit + ": a list has 1 to " + Gallery.MAX_LIMIT + " candidates");
        }
        Scope scope = narrowed.scope();
        ModelPack models = pack.read();
        try (Gallery searched = gallery.open(models.templateSpace())) {
            GalleryCalibration own = GalleryCalibration.read(
                    gallery.folder(), searched.describe().id(), models.templateSpace());
            Probe probe = probe(models);
            if (probe == null) {
                Commands.err(spec).println("beholden: " + TypedText.printable(photo.toString()) + ": no face found");
                return ExitStatus.NOTHING_FOUND;
            }
            CandidateList list = searched.search(
                    new Template(models.templateSpace(), probe.face().template()), scope, limit);
            SearchResult result = new SearchResult(
                    probe,
                    gallery.folder(),
                    models.description().id(),
                    list,
                    own,
                    own == null ? models.description().calibration() : own.rates());
            print(result);
            if (html != null) {
                ContactSheet.write(result, searched.pictures(), html);
                Commands.err(spec).println("Contact sheet: " + html);
            }
            return list.candidates().isEmpty() ? ExitStatus.NOTHING_FOUND : ExitStatus.FINE;
        }
    }

    /// The face to search, null if the photo has none.
    private @Nullable Probe probe(ModelPack models) throws IOException, PhotoRefusedException {
        try (FaceEngine engine = PackOption.engine(models, faceOptions.settings())) {
            Photo decoded = new PhotoDecoder(engine.settings().limits()).decode(photo);
            List<Face> faces = engine.faces(decoded);
            if (faces.isEmpty()) return null;
            int chosen = choose(faces);
            return Probe.of(photo, decoded, faces.size(), chosen, faces.get(chosen - 1));
        }
    }

    private int choose(List<Face> faces) {
        Integer wanted = number;
        if (wanted == null && faces.size() == 1) return 1;
        if (wanted == null) {
            Commands.err(spec).println(FaceTable.of(faces));
            throw wrong("%s: %d faces; say which one with --face N, counted from the left as above"
                    .formatted(photo, faces.size()));
        }
        if (wanted < 1 || wanted > faces.size()) {
            throw wrong("--face %d: there %s in %s"
                    .formatted(wanted, faces.size() == 1 ? "is 1 face" : "are " + faces.size() + " faces", photo));
        }
        return wanted;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(Commands.lineOf(spec), message);
    }

    private void print(SearchResult result) {
        PrintWriter out = Commands.out(spec);
        if (json) {
            Json.print(out, SearchJson.of(result));
            return;
        }
        Probe probe = result.probe();
        out.printf(
                "Probe: %s, face %d of %d, %s%n",
                TypedText.printable(probe.photo().toString()),
                probe.number(),
                probe.faces(),
                probe.face().quality().verdict());
        if (probe.remark() != null) out.println("Note: " + probe.remark() + ".");
        out.println(result.compared());
        if (result.list().candidates().isEmpty()) {
            out.println("No candidate: no face is in the scope of this search.");
            return;
        }
        out.println();
        out.println(CandidateTable.of(result));
        out.println();
        out.println(CandidateTable.legend(result));
        out.println(Wording.CAUTION);
    }
}
