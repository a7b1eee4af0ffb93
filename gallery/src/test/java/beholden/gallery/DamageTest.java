package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Folders that are no gallery, another's, or no longer what they were.
class DamageTest {

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void a_closed_gallery() throws IOException {
        folder = temp.resolve("g");
        try (Gallery gallery =
                Gallery.create(folder, People.key(1), new GallerySettings(People.PACK, People.DIMENSION))) {
            gallery.apply(People.enrolling(People.crowd(60, 2)));
        }
    }

    @Test
    void another_key_is_refused() {
        assertThatThrownBy(() -> Gallery.open(folder, People.key(2), People.PACK))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("open it with the key it was made with");
    }

    @Test
    void another_pack_is_refused() {
        assertThatThrownBy(() -> Gallery.open(folder, People.key(1), "other-2.0@1234"))
                .isInstanceOf(WrongPackException.class)
                .hasMessageContaining(People.PACK)
                .hasMessageContaining("enrol its crops again");
    }

    @Test
    void a_template_of_another_pack_or_dimension_is_refused() throws IOException {
        Template otherPack = new Template("other", People.template(1, 0).values());
        Template otherDimension = new Template(People.PACK, People.gaussian(1, 512));

        try (Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
            for (Template wrong : List.of(otherPack, otherDimension)) {
                assertThatThrownBy(() -> gallery.apply(People.enrolling(new Enrolment(People.face(1, 0), wrong))))
                        .isInstanceOf(TemplateMismatchException.class);
                assertThatThrownBy(() -> gallery.search(wrong, Scope.everything(), 5))
                        .isInstanceOf(TemplateMismatchException.class);
            }
            assertThat(gallery.size()).isEqualTo(120);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 201})
    void a_limit_outside_1_to_200_is_refused(int limit) throws IOException {
        try (Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
            assertThatThrownBy(() -> gallery.search(People.template(1, 0), Scope.everything(), limit))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("1..200");
        }
    }

    @Test
    void one_face_id_twice_in_one_change_is_refused() {
        assertThatThrownBy(() -> People.enrolling(People.enrolment(99, 0), People.enrolment(99, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("p99-0#0 is there twice");
    }

    @Test
    void a_folder_that_is_no_gallery_is_refused_and_left_alone() throws IOException {
        Path other = Files.createDirectory(temp.resolve("holiday"));
        Files.writeString(other.resolve("beach.jpg"), "x");

        assertThatThrownBy(() -> Gallery.open(other, People.key(1), People.PACK))
                .isInstanceOf(NotAGalleryException.class)
                .hasMessageContaining("holiday: not a gallery");
        assertThatThrownBy(() -> Gallery.create(other, People.key(1), new GallerySettings("p", 128)))
                .isInstanceOf(NotAGalleryException.class)
                .hasMessageContaining("beach.jpg");
        assertThatThrownBy(() -> Gallery.open(temp.resolve("absent"), People.key(1), People.PACK))
                .isInstanceOf(NotAGalleryException.class)
                .hasMessageContaining("no such folder");
        assertThat(PicturesTest.filesIn(other)).containsExactly(other.resolve("beach.jpg"));
    }

    @Test
    void a_gallery_is_not_made_over_another() {
        assertThatThrownBy(() -> Gallery.create(folder, People.key(1), new GallerySettings("p", 128)))
                .isInstanceOf(NotAGalleryException.class)
                .hasMessageContaining("a gallery already");
    }

    @Test
    void a_creation_that_was_interrupted_can_be_repeated() throws IOException {
        Files.delete(folder.resolve("gallery.txt"));

        try (Gallery gallery = Gallery.create(folder, People.key(3), new GallerySettings(People.PACK, 128))) {
            assertThat(gallery.size()).isZero();
        }
    }

    @Test
    void a_future_version_is_refused_with_what_to_do() throws IOException {
        Path manifest = folder.resolve("gallery.txt");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("version: 1", "version: 2"));

        assertThatThrownBy(() -> Gallery.open(folder, People.key(1), People.PACK))
                .isInstanceOf(UnsupportedVersionException.class)
                .hasMessageContaining("made in format 2, this Beholden reads format 1")
                .hasMessageContaining("use the version that made");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "beholden gallery version: 1",
                "beholden gallery version: 1\n",
                "beholden gallery version: \u001b[31m\n",
                "beholden gallery version: 1\nid: x\nsha256: \n",
                "\u0000\u0001"
            })
    void a_broken_manifest_is_refused(String content) throws IOException {
        Files.writeString(folder.resolve("gallery.txt"), content);

        assertThatThrownBy(() -> Gallery.open(folder, People.key(1), People.PACK))
                .isInstanceOf(DamagedGalleryException.class)
                .hasMessageContaining("gallery.txt")
                .hasMessageContaining("restore it from a backup");
    }

    @Test
    void every_changed_byte_of_the_manifest_is_noticed() throws IOException {
        Path manifest = folder.resolve("gallery.txt");
        byte[] good = Files.readAllBytes(manifest);

        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(manifest, bad);
            assertThatThrownBy(() ->
                            Gallery.open(folder, People.key(1), People.PACK).close())
                    .as("byte %d of the manifest changed", i)
                    .isInstanceOf(GalleryException.class);
        }
        Files.write(manifest, good);
        Gallery.open(folder, People.key(1), People.PACK).close();
    }

    @Test
    void the_faces_of_another_gallery_are_noticed() throws IOException {
        Path other = temp.resolve("other");
        Gallery.create(other, People.key(1), new GallerySettings(People.PACK, People.DIMENSION))
                .close();
        Files.move(folder.resolve("index-1"), temp.resolve("away"));
        Files.move(other.resolve("index-1"), folder.resolve("index-1"));

        assertThatThrownBy(() -> Gallery.open(folder, People.key(1), People.PACK))
                .isInstanceOf(DamagedGalleryException.class)
                .hasMessageContaining("belong to another gallery");
    }

    @Test
    void missing_faces_are_noticed() throws IOException {
        Files.move(folder.resolve("index-1"), temp.resolve("away"));

        assertThatThrownBy(() -> Gallery.open(folder, People.key(1), People.PACK))
                .isInstanceOf(DamagedGalleryException.class)
                .hasMessageContaining("index-1: the folder of the faces is missing");
    }

    @Test
    void every_truncated_file_of_the_faces_is_noticed() throws IOException {
        for (Path file : indexFiles()) {
            byte[] good = Files.readAllBytes(file);
            for (int length : new int[] {0, good.length / 2, good.length - 1}) {
                Files.write(file, Arrays.copyOf(good, length));
                assertThat(isNoticed()).as("%s cut to %d bytes", file, length).isTrue();
            }
            Files.write(file, good);
        }
        assertThat(isNoticed()).isFalse();
    }

    @Test
    void every_missing_file_of_the_faces_is_noticed_at_once() throws IOException {
        for (Path file : indexFiles()) {
            byte[] good = Files.readAllBytes(file);
            Files.delete(file);
            assertThatThrownBy(() -> Gallery.open(folder, People.key(1), People.PACK))
                    .as("%s is missing", file)
                    .isInstanceOf(DamagedGalleryException.class)
                    .hasMessageContaining("restore the folder from a backup");
            Files.write(file, good);
        }
    }

    @Test
    void a_changed_byte_anywhere_in_the_faces_is_noticed() throws IOException {
        Random random = new Random(3);
        for (Path file : indexFiles()) {
            byte[] good = Files.readAllBytes(file);
            for (int i = 0; i < 6; i++) {
                byte[] bad = good.clone();
                bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, bad);
                assertThat(isNoticed()).as("%s changed", file).isTrue();
            }
            Files.write(file, good);
        }
        assertThatCode(() -> Gallery.open(folder, People.key(1), People.PACK).close())
                .doesNotThrowAnyException();
    }

    private List<Path> indexFiles() throws IOException {
        return PicturesTest.filesIn(folder.resolve("index-1")).stream()
                .filter(file -> !file.endsWith("write.lock"))
                .toList();
    }

    /// Refused at opening in the gallery's own words, or found by the check.
    private boolean isNoticed() throws IOException {
        try (Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
            return !gallery.verify(Progress.SILENT).sound();
        } catch (GalleryException _) {
            return true;
        } catch (AssertionError _) {
            // Lucene's own assertions, which only tests switch on, may come first.
            return true;
        }
    }
}
