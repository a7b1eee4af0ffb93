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
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.Template;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Fills an installation's gallery: the faces of some photos, and people who do not exist, all of one source.
///
/// @param source the gallery's id of it
record GalleryOfNobody(ModelPack pack, String source, SyntheticPeople people) {
    private static final int FACES_PER_CALL = 4_096;
    private static final int FACES_PER_COMMIT = 100_000;
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
                int end = Math.min(size, done + FACES_PER_CALL);
                gallery.enrol(IntStream.range(done, end)
                        .parallel()
                        .mapToObj(this::enrolment)
                        .toList());
                if (end == size || end / FACES_PER_COMMIT > done / FACES_PER_COMMIT) {
                    gallery.commit();
                    progress.accept("enrolled %,d of %,d faces".formatted(end, size));
                }
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

    /// With an id and facts as an import gives them.
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
        try {
            byte[] bytes = ByteBuffer.allocate(Integer.BYTES).putInt(place).array();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
