package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Pictures, and what of a face stays on disk after it was removed: nothing.
class PicturesTest {

    @TempDir
    Path temp;

    private Path folder;
    private Gallery gallery;

    @BeforeEach
    void an_empty_gallery() throws IOException {
        folder = temp.resolve("g");
        gallery = Gallery.create(folder, People.key(1), new GallerySettings(People.PACK, People.DIMENSION));
    }

    @AfterEach
    void close() throws IOException {
        gallery.close();
    }

    @Test
    void a_picture_is_read_back_and_kept_once() throws IOException {
        String id = enrolled(1, "crop");
        String again = enrolled(2, "crop");

        assertThat(again).isEqualTo(id);
        assertThat(gallery.pictures().read(id)).isEqualTo(bytes("crop"));
        assertThat(pictureFiles())
                .containsExactly(
                        folder.resolve("pictures").resolve(id.substring(0, 2)).resolve(id.substring(2)));
    }

    @Test
    void looking_at_a_picture_leaves_no_time_behind() throws IOException {
        String id = enrolled(1, "crop");
        Path file = pictureFiles().getFirst();
        FileTime before = Files.readAttributes(file, BasicFileAttributes.class).lastAccessTime();

        gallery.pictures().read(id);

        FileTime after = Files.readAttributes(file, BasicFileAttributes.class).lastAccessTime();
        assertThat(after).isEqualTo(before);
        // so far ahead that no reading is newer
        assertThat(after.toInstant()).isAfter(Instant.now().plus(Duration.ofDays(365)));
    }

    @Test
    void a_changed_picture_is_noticed() throws IOException {
        String id = enrolled(1, "crop");
        Files.write(pictureFiles().getFirst(), bytes("crap"));

        assertThatThrownBy(() -> gallery.pictures().read(id))
                .isInstanceOf(DamagedGalleryException.class)
                .hasMessageContaining("has changed since it was stored");
        assertThat(gallery.verify(Progress.SILENT).problems())
                .singleElement()
                .asString()
                .contains("face p1-0#0", "has changed");
    }

    @Test
    void a_missing_picture_is_noticed() throws IOException {
        String id = enrolled(1, "crop");
        Files.delete(pictureFiles().getFirst());

        assertThatThrownBy(() -> gallery.pictures().read(id)).isInstanceOf(NoSuchFileException.class);
        assertThat(gallery.verify(Progress.SILENT).problems())
                .singleElement()
                .asString()
                .contains("face p1-0#0", "holds no such picture");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../gallery.txt", "/etc/passwd", "", "..", "0123"})
    void an_id_that_leads_elsewhere_is_refused(String id) {
        assertThatThrownBy(() -> gallery.pictures().read(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> gallery.pictures().contains(id)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_face_whose_picture_is_nowhere_is_refused_with_all_of_its_change() throws IOException {
        Change change = People.enrolling(
                People.enrolment(1, 0),
                new Enrolment(People.face(2, 0).withPictures("0".repeat(64), null), People.template(2, 0)));

        assertThatThrownBy(() -> gallery.apply(change))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bring it with the face");
        assertThat(gallery.size()).isZero();
    }

    @Test
    void a_face_may_refer_to_a_picture_that_is_there() throws IOException {
        String crop = enrolled(1, "crop");

        gallery.apply(
                People.enrolling(new Enrolment(People.face(2, 0).withPictures(crop, null), People.template(2, 0))));

        assertThat(gallery.find("p2-0#0").map(EnrolledFace::crop)).contains(crop);
    }

    @Test
    void a_picture_leaves_with_the_last_face_that_refers_to_it() throws IOException {
        String shared = enrolled(1, "shared");
        enrolled(2, "shared");
        String own = enrolled(3, "own");

        gallery.apply(new Change.Builder().removePhotos(List.of("p1-0", "p3-0")).build());

        assertThat(gallery.pictures().contains(shared)).isTrue();
        assertThat(gallery.pictures().contains(own)).isFalse();

        gallery.apply(new Change.Builder().removePhotos(List.of("p2-0")).build());

        assertThat(pictureFiles()).isEmpty();
    }

    @Test
    void a_picture_for_which_no_face_comes_is_not_kept() throws IOException {
        Change.Builder change = new Change.Builder().enrol(People.enrolment(1, 0));
        change.picture(bytes("orphan"));

        gallery.apply(change.build());

        assertThat(folder.resolve("pictures")).doesNotExist();
    }

    @Test
    void the_pictures_of_a_change_that_fails_leave_with_it() throws IOException {
        String kept = enrolled(1, "kept");
        Change.Builder change = new Change.Builder();
        String shared = change.picture(bytes("kept"));
        String lost = change.picture(bytes("lost"));
        change.enrol(new Enrolment(People.face(2, 0).withPictures(lost, shared), People.template(2, 0)));
        change.enrol(People.crowd(2_000, 2).subList(10, 4_000));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gallery.apply(change.build())).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(gallery.pictures().contains(kept)).isTrue();
        assertThat(pictureFiles()).hasSize(1);
    }

    @Test
    void the_picture_of_a_replaced_face_leaves_when_the_gallery_is_closed() throws IOException {
        enrolled(1, "old");
        String renewed = enrolled(1, "new");

        reopen();

        assertThat(pictureFiles()).hasSize(1);
        assertThat(gallery.pictures().contains(renewed)).isTrue();
    }

    @Test
    void pictures_left_by_a_crash_leave_when_the_gallery_is_opened() throws IOException {
        String kept = enrolled(1, "kept");
        Path saved = temp.resolve("crashed");
        copy(folder, saved); // as the disk looks if the process dies in the midst of the next change
        String orphan = PictureStore.idOf(bytes("orphan"));
        Path prefix = Files.createDirectories(saved.resolve("pictures").resolve(orphan.substring(0, 2)));
        Files.writeString(prefix.resolve(orphan.substring(2)), "orphan");
        Files.writeString(prefix.resolve("0".repeat(62) + ".tmp"), "half a pict");

        try (Gallery crashed = Gallery.open(saved, People.key(1), People.PACK)) {
            assertThat(crashed.pictures().contains(kept)).isTrue();
            assertThat(crashed.pictures().contains(orphan)).isFalse();
        }
        assertThat(filesIn(saved.resolve("pictures"))).hasSize(1);
    }

    @Test
    void nothing_of_a_removed_face_stays_on_disk() throws IOException {
        EnrolledFace face = EnrolledFace.of("face-XQZJ", "photo-VKWP", "s", People.box(), 50)
                .withTitle("Zbigniew Qwyxhovsky");
        Template template = People.template(99, 0);
        Change.Builder change = new Change.Builder().enrol(People.crowd(50, 2));
        String crop = change.picture(bytes("crop of Zbigniew"));
        change.enrol(new Enrolment(face.withPictures(crop, null), template));
        change.enrol(People.crowd(80, 2).subList(100, 160));
        gallery.apply(change.build());
        float[] rotated =
                KeyedRotation.of(People.key(1), People.DIMENSION).rotate(new float[][] {template.values()})[0];
        List<byte[]> traces = List.of(
                bytes("face-XQZJ"),
                bytes("photo-VKWP"),
                bytes("Qwyxhovsky"),
                littleEndian(rotated),
                bytes("crop of Z"));
        assertThat(traces).allMatch(this::isOnDisk);

        gallery.apply(new Change.Builder().removeFaces(List.of("face-XQZJ")).build());

        assertThat(traces).noneMatch(this::isOnDisk);
        assertThat(gallery.size()).isEqualTo(160);
        assertThat(gallery.search(People.template(79, 1), Scope.everything(), 1)
                        .candidates()
                        .getFirst()
                        .face()
                        .faceId())
                .isEqualTo("p79-1#0");
        assertThat(gallery.verify(Progress.SILENT).problems()).isEmpty();
    }

    @Test
    void the_key_and_the_unrotated_template_are_never_on_disk() throws IOException {
        gallery.apply(People.enrolling(People.enrolment(1, 0)));
        byte[] key = new byte[32];
        key[0] = 1;

        assertThat(isOnDisk(key)).isFalse();
        assertThat(isOnDisk(littleEndian(People.template(1, 0).values()))).isFalse();
        assertThat(isOnDisk(bytes("0100000000000000000000"))).isFalse();
    }

    /// Enrols a face of a person with this crop.
    private String enrolled(int person, String crop) throws IOException {
        Change.Builder change = new Change.Builder();
        String id = change.picture(bytes(crop));
        change.enrol(new Enrolment(People.face(person, 0).withPictures(id, null), People.template(person, 0)));
        gallery.apply(change.build());
        return id;
    }

    private void reopen() throws IOException {
        gallery.close();
        gallery = Gallery.open(folder, People.key(1), People.PACK);
    }

    private List<Path> pictureFiles() throws IOException {
        return filesIn(folder.resolve("pictures"));
    }

    private boolean isOnDisk(byte[] trace) {
        String sought = new String(trace, StandardCharsets.ISO_8859_1);
        try {
            for (Path file : filesIn(folder)) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(sought)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    static void copy(Path from, Path to) throws IOException {
        List<Path> entries = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(from)) {
            walk.forEach(entries::add);
        }
        for (Path entry : entries) {
            Files.copy(entry, to.resolve(from.relativize(entry).toString()));
        }
    }
}
