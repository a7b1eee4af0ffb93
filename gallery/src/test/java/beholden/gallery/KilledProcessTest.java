package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real processes, killed at random moments or in each other's way.
class KilledProcessTest {

    private static final int KILLS = 50;

    @TempDir
    Path temp;

    @Test
    void an_import_killed_fifty_times_loses_nothing_and_resumes() throws Exception {
        Path folder = temp.resolve("g");
        Random random = new Random(20);
        int announced = -1;
        int killedWithin = 0;

        for (int kill = 0; kill < KILLS; kill++) {
            int lines = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(13);
            String last = "";
            try (ChildProcess child = ChildProcess.start(ImportProcess.class, temp, folder.toString(), "import")) {
                for (int i = 0; i < lines; i++) {
                    last = String.valueOf(child.line());
                    announced = last.startsWith("applied ") ? number(last) : announced;
                }
                child.kill();
                // What it had said before it died counts as well.
                for (String line = child.line(); line != null; line = child.line()) {
                    last = line;
                    announced = last.startsWith("applied ") ? number(last) : announced;
                }
            }
            killedWithin += last.startsWith("applying ") ? 1 : 0;
            if (announced >= 0 || Gallery.isGallery(folder)) {
                announced = photosApplied(folder, announced);
            }
        }
        try (ChildProcess child = ChildProcess.start(ImportProcess.class, temp, folder.toString(), "import")) {
            assertThat(child.untilItEnds()).endsWith("done");
        }

        assertThat(killedWithin).isGreaterThan(3);
        assertThat(photosApplied(folder, ImportProcess.PHOTOS - 1)).isEqualTo(ImportProcess.PHOTOS - 1);
    }

    /// Checks that exactly the photos up to `announced` are there, or those of one change more.
    ///
    /// @return the last photo that is there
    private int photosApplied(Path folder, int announced) throws IOException {
        try (Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
            int last = announced;
            if (gallery.containsPhoto("photo" + (announced + 1))) {
                last = announced + ImportProcess.PHOTOS_PER_CHANGE;
            }
            long faces = 0;
            Set<String> pictures = new HashSet<>();
            for (int photo = 0; photo <= last; photo++) {
                for (EnrolledFace expected : ImportProcess.faces(photo)) {
                    EnrolledFace face = gallery.find(expected.faceId()).orElseThrow();
                    assertThat(face.photoId()).isEqualTo(expected.photoId());
                    pictures.addAll(face.pictures());
                    faces++;
                }
            }
            assertThat(gallery.size()).isEqualTo(faces);
            assertThat(gallery.verify(Progress.SILENT).problems()).isEmpty();
            assertThat(picturesIn(folder)).isEqualTo(pictures.size());
            if (last >= 0) {
                Candidate leading = gallery.search(ImportProcess.template(last, 0), Scope.everything(), 1)
                        .candidates()
                        .getFirst();
                assertThat(leading.face().faceId()).isEqualTo("photo" + last + "#0");
            }
            return last;
        }
    }

    @Test
    void a_killed_re_keying_leaves_the_gallery_with_one_key_or_the_other() throws Exception {
        Path folder = temp.resolve("g");
        try (Gallery gallery =
                Gallery.create(folder, People.key(1), new GallerySettings(People.PACK, People.DIMENSION))) {
            gallery.apply(People.enrolling(People.crowd(1500, 2)));
        }
        Random random = new Random(21);
        int key = 1;

        for (int kill = 0; kill < 10; kill++) {
            try (ChildProcess child = ChildProcess.start(
                    ImportProcess.class, temp, folder.toString(), "rekey", "" + key, "" + (key + 1))) {
                int lines = 1 + random.nextInt(5);
                for (int i = 0; i < lines; i++) {
                    child.line();
                }
                child.kill();
            }
            key = opensWith(folder, key) ? key : key + 1;

            try (Gallery gallery = Gallery.open(folder, People.key(key), People.PACK)) {
                assertThat(gallery.size()).isEqualTo(3000);
                assertThat(gallery.search(People.template(77, 1), Scope.everything(), 1)
                                .candidates()
                                .getFirst()
                                .face()
                                .faceId())
                        .isEqualTo("p77-1#0");
                assertThat(indexFolders(folder)).hasSize(1);
            }
        }
    }

    @Test
    void a_second_process_is_told_that_the_gallery_is_in_use() throws Exception {
        Path folder = temp.resolve("g");
        Gallery.create(folder, People.key(1), new GallerySettings(People.PACK, People.DIMENSION))
                .close();

        try (ChildProcess child = ChildProcess.start(ImportProcess.class, temp, folder.toString(), "hold")) {
            assertThat(child.line()).isEqualTo("holding 0");

            assertThatThrownBy(() -> Gallery.open(folder, People.key(1), People.PACK))
                    .isInstanceOf(GalleryInUseException.class)
                    .hasMessageContaining("in use by another process")
                    .hasMessageContaining("try again");
            assertThatThrownBy(() -> Gallery.rekey(folder, People.key(1), People.key(2), Progress.SILENT))
                    .isInstanceOf(GalleryInUseException.class);
            child.kill();
        }
        Gallery.open(folder, People.key(1), People.PACK).close();
    }

    @Test
    void the_process_that_comes_second_is_told_too() throws Exception {
        Path folder = temp.resolve("g");
        try (Gallery gallery =
                        Gallery.create(folder, People.key(1), new GallerySettings(People.PACK, People.DIMENSION));
                ChildProcess child = ChildProcess.start(ImportProcess.class, temp, folder.toString(), "hold")) {
            List<String> said = child.untilItEnds();

            assertThat(said).singleElement().asString().contains("in use by another process");
            assertThat(gallery.size()).isZero();
        }
    }

    private static boolean opensWith(Path folder, int key) throws IOException {
        try {
            Gallery.open(folder, People.key(key), People.PACK).close();
            return true;
        } catch (WrongKeyException _) {
            return false;
        }
    }

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.indexOf(' ') + 1));
    }

    private static long picturesIn(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("pictures"))) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder.resolve("pictures"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    private static List<Path> indexFolders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith("index-"))
                    .toList();
        }
    }
}
