package beholden.gallery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The process that is killed: imports photos into a gallery and says what it is about to do and has done.
final class ImportProcess {

    static final int PHOTOS = 400;
    static final int PHOTOS_PER_CHANGE = 4;

    private ImportProcess() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        switch (arguments[1]) {
            case "import" -> importPhotos(folder);
            case "rekey" -> rekey(folder, arguments[2], arguments[3]);
            case "hold" -> hold(folder);
            default -> throw new IllegalArgumentException(arguments[1]);
        }
    }

    /// Photo `number` has one to three faces, each with a crop, and a thumbnail that they share.
    static List<EnrolledFace> faces(int number) {
        List<EnrolledFace> faces = new ArrayList<>();
        for (int i = 0; i <= number % 3; i++) {
            faces.add(EnrolledFace.of("photo" + number + "#" + i, "photo" + number, "street", People.box(), 50));
        }
        return faces;
    }

    static Template template(int photo, int face) {
        return People.template(photo, face);
    }

    private static void importPhotos(Path folder) throws IOException {
        try (Gallery gallery = openOrCreate(folder)) {
            say("open");
            Change.Builder change = new Change.Builder();
            int photos = 0;
            for (int photo = 0; photo < PHOTOS; photo++) {
                if (gallery.containsPhoto("photo" + photo)) {
                    continue;
                }
                say("photo " + photo);
                enrol(photo, change);
                if (++photos == PHOTOS_PER_CHANGE || photo == PHOTOS - 1) {
                    say("applying " + photo);
                    gallery.apply(change.build());
                    say("applied " + photo);
                    change = new Change.Builder();
                    photos = 0;
                }
            }
            say("closing");
        }
        say("done");
    }

    private static Gallery openOrCreate(Path folder) throws IOException {
        return Gallery.isGallery(folder)
                ? Gallery.open(folder, People.key(1), People.PACK)
                : Gallery.create(folder, People.key(1), new GallerySettings(People.PACK, People.DIMENSION));
    }

    private static void enrol(int photo, Change.Builder change) {
        String thumbnail = change.picture(("thumbnail " + photo).getBytes(StandardCharsets.UTF_8));
        int number = 0;
        for (EnrolledFace face : faces(photo)) {
            String crop = change.picture(("crop " + face.faceId()).getBytes(StandardCharsets.UTF_8));
            change.enrol(new Enrolment(face.withPictures(crop, thumbnail), template(photo, number++)));
        }
    }

    private static void rekey(Path folder, String from, String to) throws IOException {
        Gallery.rekey(
                folder,
                People.key(Integer.parseInt(from)),
                People.key(Integer.parseInt(to)),
                (done, total) -> say(done + " of " + total));
        say("done");
    }

    private static void hold(Path folder) throws IOException {
        try (Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
            say("holding " + gallery.size());
            if (System.in.read() >= 0) {
                say("released");
            }
        } catch (GalleryInUseException e) {
            say(String.valueOf(e.getMessage()));
        }
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
