package beholden.server.search;

import beholden.enrol.KeptMeasures;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.FacePictures;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.gallery.Applied;
import beholden.gallery.Box;
import beholden.gallery.Change;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.Template;
import beholden.ground.Sha256;
import beholden.server.Desk;
import beholden.server.installation.Installation;
import beholden.server.source.TestSources;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/// The group photos that come beside the default pack, enrolled as an import would.
public final class GroupPhotos {
    private static final Path FOLDER = Path.of("..", "models", "node_modules/@vladmandic/face-api/demo");

    private GroupPhotos() {}

    /// Group photo 1 to 6.
    public static byte[] photo(int number) throws IOException {
        return Files.readAllBytes(FOLDER.resolve("sample" + number + ".jpg"));
    }

    public static String photoId(int number, String source) throws IOException {
        return Sha256.hex(photo(number)) + "@" + source;
    }

    /// Enrols all faces of some photos under each of some sources.
    ///
    /// @return how many there were
    public static int enrol(Gallery gallery, FaceEngine engine, List<String> sources, int... numbers)
            throws IOException {
        Change.Builder change = new Change.Builder();
        for (int number : numbers) {
            byte[] bytes = photo(number);
            Photo photo = new PhotoDecoder(engine.settings().limits()).decode(bytes, "sample");
            List<Face> faces = engine.faces(photo);
            for (String source : sources) {
                int place = 0;
                for (Face face : faces) {
                    EnrolledFace enrolled = enrolled(photoId(number, source), ++place, source, face)
                            .withCaptureDate(LocalDate.of(2024, 5, number))
                            .withTitle("sample " + number)
                            .withLink(URI.create("https://photos.example/" + number))
                            .withPictures(
                                    change.picture(FacePictures.crop(photo, face.box())),
                                    change.picture(FacePictures.thumbnail(photo)));
                    change.enrol(
                            new Enrolment(enrolled, new Template(engine.pack().templateSpace(), face.template())));
                }
            }
        }
        Applied applied = gallery.apply(change.build());
        return (int) (applied.added() + applied.replaced());
    }

    /// Enrols all faces of some photos under one source, which is registered first.
    public static int enrol(Desk desk, String source, int... numbers) throws IOException {
        Installation installation = desk.server().installation();
        return enrol(
                installation.gallery(), installation.faces(), List.of(TestSources.register(desk, source)), numbers);
    }

    private static EnrolledFace enrolled(String photoId, int number, String source, Face face) {
        Box box = new Box(
                face.box().left(),
                face.box().top(),
                face.box().right(),
                face.box().bottom());
        return EnrolledFace.of(
                        photoId + "#" + number,
                        photoId,
                        source,
                        box,
                        face.quality().score())
                .withMeasures(KeptMeasures.of(face));
    }
}
