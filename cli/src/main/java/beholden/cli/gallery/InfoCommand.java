package beholden.cli.gallery;

import beholden.cli.terminal.Commands;
import beholden.cli.terminal.ExitStatus;
import beholden.cli.terminal.Json;
import beholden.cli.terminal.RefusedException;
import beholden.cli.terminal.Table;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryDescription;
import beholden.ground.TypedText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `beholden gallery info`.
@Command(
        name = "info",
        description = "Says what the gallery holds.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class InfoCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    /// The `--json` output.
    ///
    /// @param bytesPerFace  bytes of the index alone, without pictures; 0 for an empty gallery
    /// @param codeBytes     of the index those that every search reads
    /// @param codesInMemory whether they stay in this machine's memory
    /// @param calibration        null where there is none that can be used
    /// @param calibrationProblem why a calibration that is there cannot be used
    record Report(
            int format,
            String gallery,
            String key,
            String id,
            String pack,
            int dimension,
            int galleryFormat,
            String created,
            long faces,
            Map<String, Long> facesBySource,
            long indexBytes,
            long bytesPerFace,
            long codeBytes,
            boolean codesInMemory,
            @Nullable CalibrationJson calibration,
            @Nullable String calibrationProblem) {}

    @Override
    public Integer call() throws IOException, RefusedException {
        Path key = gallery.keyFile();
        try (Gallery opened = gallery.open()) {
            GalleryDescription described = opened.describe();
            OwnRates own = OwnRates.of(gallery.folder(), described);
            if (json) {
                Json.print(Commands.out(spec), report(key, described, own));
            } else {
                print(Commands.out(spec), key, described, own);
            }
            return ExitStatus.FINE;
        }
    }

    private Report report(Path key, GalleryDescription described, OwnRates own) {
        return new Report(
                Json.FORMAT,
                gallery.folder().toString(),
                key.toString(),
                described.id(),
                described.pack(),
                described.dimension(),
                described.formatVersion(),
                described.created().toString(),
                described.faces(),
                described.facesBySource(),
                described.indexBytes(),
                described.faces() == 0 ? 0 : described.indexBytes() / described.faces(),
                described.codeBytes(),
                described.codesInMemory(),
                CalibrationJson.ofNullable(own.calibration()),
                own.problem());
    }

    private void print(PrintWriter out, Path key, GalleryDescription described, OwnRates own) {
        out.println("Gallery    " + TypedText.printable(gallery.folder().toString()));
        out.println("Key        " + TypedText.printable(key.toString()));
        out.println("Id         " + described.id());
        out.println("Created    " + described.created());
        out.printf("Templates  %s, %,d values each%n", described.pack(), described.dimension());
        out.printf("Faces      %,d%n", described.faces());
        out.printf("Index      %,d kB on disk, pictures not counted%n", described.indexBytes() / 1000);
        out.printf(
                "Codes      %,d kB of them, all read by each search: %s%n",
                described.codeBytes() / 1000,
                described.codesInMemory()
                        ? "in memory from the opening on"
                        : "more than the memory beside Java's heap, so from the disk; a machine with more memory searches faster");
        out.println("Rates      " + TypedText.printable(own.inWords(described.faces())));
        if (described.facesBySource().isEmpty()) return;
        Table table = new Table().words("source").numbers("faces");
        described.facesBySource().forEach((source, faces) -> table.row(source, "%,d".formatted(faces)));
        out.println();
        out.println(table);
    }
}
