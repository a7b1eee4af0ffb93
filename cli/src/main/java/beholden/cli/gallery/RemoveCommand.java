package beholden.cli.gallery;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Wording;
import beholden.gallery.Change;
import beholden.gallery.Gallery;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden gallery remove`.
@Command(
        name = "remove",
        description = "Removes a face, a photo with all its faces, or a whole source, with the pictures kept of them.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class RemoveCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    /// Faces to remove: one, those of a photo, or those of a source.
    static final class What {
        @Option(names = "--face", paramLabel = "ID", required = true, description = "a face's id, as --json gives it")
        private @Nullable String face;

        @Option(names = "--photo", paramLabel = "ID", required = true, description = "a photo's id")
        private @Nullable String photo;

        @Option(names = "--source", paramLabel = "NAME", required = true, description = "a source's name")
        private @Nullable String source;

        private Change change() {
            Change.Builder change = new Change.Builder();
            if (face != null) change.removeFaces(List.of(face));
            if (photo != null) change.removePhotos(List.of(photo));
            if (source != null) change.removeSource(source);
            return change.build();
        }
    }

    @ArgGroup(exclusive = true, multiplicity = "1")
    private What what = new What();

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    /// The `--json` output.
    record Report(int format, String gallery, long facesRemoved, long galleryFaces) {}

    @Override
    public Integer call() throws IOException, RefusedException {
        try (Gallery opened = gallery.open()) {
            long removed = opened.apply(what.change()).removed();
            if (json) {
                Json.print(
                        Commands.out(spec),
                        new Report(Json.FORMAT, gallery.folder().toString(), removed, opened.size()));
            } else {
                Commands.out(spec)
                        .printf(
                                "%s removed; the gallery holds %s.%n",
                                removed == 0 ? "Nothing" : Wording.faces(removed), Wording.faces(opened.size()));
            }
            return removed == 0 ? ExitStatus.NOTHING_FOUND : ExitStatus.FINE;
        }
    }
}
