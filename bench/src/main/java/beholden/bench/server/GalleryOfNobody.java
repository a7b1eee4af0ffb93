package beholden.bench.server;

import beholden.bench.SyntheticPeople;
import beholden.enrol.ImportReport;
import beholden.enrol.ImportRules;
import beholden.enrol.Importer;
import beholden.enrol.LinkRule;
import beholden.enrol.PhotoFiles;
import beholden.enrol.Refusals;
import beholden.faces.FaceEngine;
import beholden.faces.FaceSettings;
import beholden.faces.pack.ModelPack;
import beholden.gallery.Box;
import beholden.gallery.Change;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.Template;
import beholden.ground.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Fills an installation's gallery: the faces of some photos, and people who do not exist, all of one source.
///
/// @param source the gallery's id of it
record GalleryOfNobody(ModelPack pack, String source, SyntheticPeople people) {
    private static final int FACES_PER_CHANGE = 50_000;
    private static final int LEAST_QUALITY = 50;

    /// The server must not run.
    ///
    /// @param cache folder of prepared weights
    /// @param size  synthetic faces
    /// @return how many faces there are
    long fill(Path installation, Path cache, List<Path> photos, int size, Consumer<String> progress)
            throws IOException {
        try (GalleryKey key = GalleryKey.load(installation.resolve("gallery.key"));
                Gallery gallery = Gallery.open(installation.resolve("gallery"), key, pack.templateSpace())) {
            long real = importPhotos(gallery, cache, photos);
            for (int done = 0; done < size; ) {
                int end = Math.min(size, done + FACES_PER_CHANGE);
                List<Enrolment> some = IntStream.range(done, end)
                        .parallel()
                        .mapToObj(this::enrolment)
                        .toList();
                gallery.apply(new Change.Builder().enrol(some).build());
                progress.accept("enrolled %,d of %,d faces".formatted(end, size));
                done = end;
            }
            return real + size;
        }
    }

    private long importPhotos(Gallery gallery, Path cache, List<Path> photos) throws IOException {
        try (FaceEngine engine = FaceEngine.open(pack, cache, FaceSettings.DEFAULT);
                ImportReport none = ImportReport.of(null)) {
            ImportRules rules = new ImportRules(
                    source, 0, engine.settings().threads(), LocalDate.now(ZoneOffset.UTC), Refusals.NONE);
            return new Importer(engine, gallery, rules, none)
                    .run(PhotoFiles.of(photos, new LinkRule.None()), () -> false, (_, _) -> {})
                    .facesEnrolled();
        }
    }

    /// A synthetic face with an id and facts as an import gives them.
    private Enrolment enrolment(int place) {
        String photo = Importer.photoId(hash(place), source);
        EnrolledFace face = EnrolledFace.of(
                        photo + "#1",
                        photo,
                        source,
                        new Box(120.5f, 80.25f, 376.5f, 400.75f),
                        LEAST_QUALITY + place % (100 - LEAST_QUALITY))
                .withCaptureDate(LocalDate.of(2000, 1, 1).plusDays(place % 9_000))
                .withLink(URI.create("https://photos.example/" + place + ".jpg"))
                .withTitle("Photo " + place);
        return new Enrolment(face, new Template(pack.templateSpace(), people.enrolled(place)));
    }

    private static String hash(int place) {
        return Sha256.hex(ByteBuffer.allocate(Integer.BYTES).putInt(place).array());
    }
}
