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
        String id = gallery.pictures().put(bytes("crop"));
        String again = gallery.pictures().put(bytes("crop"));

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
    void a_face_whose_picture_was_not_put_is_refused_with_all_of_its_batch() {
        List<Enrolment> batch = List.of(
                People.enrolment(1, 0),
                new Enrolment(People.face(2, 0).withPictures("0".repeat(64), null), People.template(2, 0)));

        assertThatThrownBy(() -> gallery.enrol(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("put it first");
        assertThat(List.of("p1-0", "p2-0")).noneMatch(this::contains);
    }

    @Test
    void a_picture_leaves_with_the_last_face_that_refers_to_it() throws IOException {
        String shared = enrolled(1, "shared");
        enrolled(2, "shared");
        String own = enrolled(3, "own");

        gallery.removePhoto("p1-0");
        gallery.removePhoto("p3-0");
        gallery.commit();

        assertThat(gallery.pictures().contains(shared)).isTrue();
        assertThat(gallery.pictures().contains(own)).isFalse();

        gallery.removePhoto("p2-0");
        gallery.commit();

        assertThat(pictureFiles()).isEmpty();
    }

    @Test
    void a_picture_put_before_a_removal_waits_for_its_face() throws IOException {
        enrolled(1, "first");
        String second = gallery.pictures().put(bytes("second"));

        gallery.removePhoto("p1-0");
        gallery.commit();
        gallery.enrol(List.of(new Enrolment(People.face(2, 0).withPictures(second, null), People.template(2, 0))));
        gallery.commit();

        assertThat(gallery.pictures().read(second)).isEqualTo(bytes("second"));
        assertThat(pictureFiles()).hasSize(1);
    }

    @Test
    void a_picture_for_which_no_face_came_leaves_when_the_gallery_is_closed() throws IOException {
        String kept = enrolled(1, "kept");
        gallery.pictures().put(bytes("orphan"));

        reopen();

        assertThat(pictureFiles()).hasSize(1);
        assertThat(gallery.pictures().contains(kept)).isTrue();
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
        String orphan = gallery.pictures().put(bytes("orphan"));
        Path saved = temp.resolve("crashed");
        copy(folder, saved); // as the disk looks if the process dies now
        Files.writeString(saved.resolve("pictures").resolve(orphan + "-1.tmp"), "half a pict");

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
        String crop = gallery.pictures().put(bytes("crop of Zbigniew"));
        gallery.enrol(People.crowd(50, 2));
        gallery.enrol(List.of(new Enrolment(face.withPictures(crop, null), template)));
        gallery.enrol(People.crowd(80, 2).subList(100, 160));
        gallery.commit();
        float[] rotated =
                KeyedRotation.of(People.key(1), People.DIMENSION).rotate(new float[][] {template.values()})[0];
        List<byte[]> traces = List.of(
                bytes("face-XQZJ"),
                bytes("photo-VKWP"),
                bytes("Qwyxhovsky"),
                littleEndian(rotated),
                bytes("crop of Z"));
        assertThat(traces).allMatch(this::isOnDisk);

        gallery.removeFace("face-XQZJ");
        gallery.commit();

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
        gallery.enrol(List.of(People.enrolment(1, 0)));
        gallery.commit();
        byte[] key = new byte[32];
        key[0] = 1;

        assertThat(isOnDisk(key)).isFalse();
        assertThat(isOnDisk(littleEndian(People.template(1, 0).values()))).isFalse();
        assertThat(isOnDisk(bytes("0100000000000000000000"))).isFalse();
    }

    /// Enrols a face of a person with this crop.
    private String enrolled(int person, String crop) throws IOException {
        String id = gallery.pictures().put(bytes(crop));
        gallery.enrol(
                List.of(new Enrolment(People.face(person, 0).withPictures(id, null), People.template(person, 0))));
        gallery.commit();
        return id;
    }

    private boolean contains(String photoId) {
        try {
            return gallery.containsPhoto(photoId);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
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
