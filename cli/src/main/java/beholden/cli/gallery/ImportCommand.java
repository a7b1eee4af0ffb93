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
import beholden.cli.terminal.Wording;
import beholden.enrol.ImportCounts;
import beholden.enrol.ImportOutcome;
import beholden.enrol.ImportReport;
import beholden.enrol.ImportRules;
import beholden.enrol.Importer;
import beholden.enrol.LinkRule;
import beholden.enrol.PhotoFiles;
import beholden.enrol.Refusals;
import beholden.faces.FaceEngine;
import beholden.faces.pack.ModelPack;
import beholden.gallery.Gallery;
import beholden.gallery.GallerySettings;
import beholden.ground.TypedText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

/// `beholden gallery import`.
@Command(
        name = "import",
        description = {
            "Enrols every face of photos and of folders of photos.",
            "Photos that are there already are passed over, so an import that was broken off is simply run again."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ImportCommand implements Callable<Integer> {
    private static final int REFUSALS_SHOWN = 20;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR|FILE", description = "photos, and folders with all below them")
    private List<Path> paths = List.of();

    @Option(
            names = "--source",
            required = true,
            paramLabel = "NAME",
            description = "where these photos come from, with the authority to hold them")
    private String source = "";

    @Option(
            names = "--link",
            paramLabel = "URL|none",
            description = "address the photos' relative paths are appended to (default: links to the files themselves)")
    private @Nullable String link;

    @Option(
            names = "--min-quality",
            paramLabel = "N",
            defaultValue = "0",
            description = "leave out faces of less quality, 0 to 100 (default: ${DEFAULT-VALUE})")
    private int minQuality;

    @Option(names = "--report", paramLabel = "FILE.csv", description = "write what became of each photo")
    private @Nullable Path reportFile;

    @Option(names = "--json", description = "print JSON, see docs/json.md")
    private boolean json;

    @Mixin
    private final FaceOptions faceOptions = new FaceOptions();

    @Mixin
    private final GalleryOption gallery = new GalleryOption();

    @Mixin
    private final PackOption pack = new PackOption();

    /// The `--json` output.
    record Report(
            int format,
            String gallery,
            String source,
            boolean interrupted,
            PhotosJson photos,
            PhotoFiles.LeftOut leftOut,
            long facesEnrolled,
            long facesLeftOut,
            long galleryFaces,
            List<String> refusals) {}

    record PhotosJson(int enrolled, int noFace, int lowQuality, int alreadyThere, int refused) {
        static PhotosJson of(ImportCounts counts) {
            return new PhotosJson(
                    counts.photos(ImportOutcome.ENROLLED),
                    counts.photos(ImportOutcome.NO_FACE),
                    counts.photos(ImportOutcome.LOW_QUALITY),
                    counts.photos(ImportOutcome.ALREADY_THERE),
                    counts.photos(ImportOutcome.REFUSED));
        }
    }

    @Override
    public Integer call() throws IOException, RefusedException {
        ImportRules rules = rules();
        PhotoFiles photos = PhotoFiles.of(paths, links());
        ModelPack models = pack.read();
        PrintWriter notes = Commands.err(spec);
        try (FaceEngine engine = PackOption.engine(models, faceOptions.settings());
                Gallery filled = gallery.openOrCreate(
                        new GallerySettings(
                                models.templateSpace(),
                                models.description().template().dimension()),
                        notes);
                ImportReport report = ImportReport.of(reportFile);
                Interruption interruption = new Interruption(notes);
                ProgressLine progress = ProgressLine.of("import", "photos", json)) {
            Importer importer = new Importer(engine, filled, rules, report);
            boolean through = false;
            try {
                importer.run(photos, interruption::requested, progress::at);
                through = !interruption.requested();
            } finally {
                // An import that broke off, as on a full disk, has left the faces enrolled before.
                progress.end();
                print(importer.counts(), photos.leftOut(), !through, filled.size());
            }
            if (!through) return ExitStatus.INTERRUPTED;
            return foundAny(importer.counts()) ? ExitStatus.FINE : ExitStatus.NOTHING_FOUND;
        }
    }

    /// Whether there was a photo to look at.
    private static boolean foundAny(ImportCounts counts) {
        return counts.photos() > counts.photos(ImportOutcome.REFUSED);
    }

    private ImportRules rules() {
        try {
            int threads = faceOptions.settings().threads();
            return new ImportRules(source, minQuality, threads, LocalDate.now(ZoneOffset.UTC), Refusals.NONE);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.lineOf(spec), "--source or --min-quality: " + e.getMessage());
        }
    }

    private LinkRule links() {
        try {
            return LinkRule.of(link);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(Commands.lineOf(spec), "--link: " + e.getMessage());
        }
    }

    private static Table table(ImportCounts counts) {
        Table table = new Table().words("photos").numbers("").words("");
        for (ImportOutcome outcome : ImportOutcome.values()) {
            table.row(outcome.words(), "%,d".formatted(counts.photos(outcome)), remark(counts, outcome));
        }
        return table.row("together", "%,d".formatted(counts.photos()), "");
    }

    private static String remark(ImportCounts counts, ImportOutcome outcome) {
        return switch (outcome) {
            case ENROLLED -> Wording.faces(counts.facesEnrolled());
            case LOW_QUALITY ->
                counts.facesLeftOut() == 0
                        ? ""
                        : Wording.faces(counts.facesLeftOut()) + " left out, other photos' included";
            default -> "";
        };
    }

    private void print(ImportCounts counts, PhotoFiles.LeftOut leftOut, boolean interrupted, long galleryFaces) {
        PrintWriter out = Commands.out(spec);
        if (json) {
            Json.print(
                    out,
                    new Report(
                            Json.FORMAT,
                            gallery.folder().toString(),
                            source,
                            interrupted,
                            PhotosJson.of(counts),
                            leftOut,
                            counts.facesEnrolled(),
                            counts.facesLeftOut(),
                            galleryFaces,
                            counts.refusals()));
            return;
        }
        out.println(table(counts));
        if (leftOut.any()) {
            out.printf(
                    "%nNot looked at: %s, %s, %s. Name them to import them.%n",
                    Wording.count(leftOut.hiddenFiles(), "hidden file"),
                    Wording.count(leftOut.hiddenFolders(), "hidden folder"),
                    leftOut.linkedFolders() == 1
                            ? "1 link to a folder"
                            : "%,d links to folders".formatted(leftOut.linkedFolders()));
        }
        List<String> refusals = counts.refusals();
        if (!refusals.isEmpty()) out.printf("%nRefused:%n");
        refusals.stream().limit(REFUSALS_SHOWN).forEach(reason -> out.println("  " + TypedText.printable(reason)));
        int more = counts.photos(ImportOutcome.REFUSED) - REFUSALS_SHOWN;
        if (more > 0) out.printf("  and %,d more; --report FILE.csv names them all%n", more);
        out.printf(
                "%nGallery %s holds %s.%n",
                TypedText.printable(gallery.folder().toString()), Wording.faces(galleryFaces));
        if (interrupted) out.println("Broken off: run the same command again to go on.");
    }
}
