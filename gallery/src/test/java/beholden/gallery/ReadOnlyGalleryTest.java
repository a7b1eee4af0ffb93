package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadOnlyGalleryTest {

    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void a_closed_gallery() throws IOException {
        folder = temp.resolve("g");
        try (Gallery gallery =
                Gallery.create(folder, People.key(1), new GallerySettings(People.PACK, People.DIMENSION))) {
            Change.Builder change = new Change.Builder();
            String crop = change.picture(new byte[] {1, 2, 3});
            change.enrol(new Enrolment(People.face(1, 0).withPictures(crop, null), People.template(1, 0)));
            gallery.apply(change.build());
        }
        // as a crash leaves it: there is nothing that could be tidied up
        Files.createFile(folder.resolve("unfinished"));
    }

    @Test
    void a_gallery_that_cannot_be_written_to_is_searched_shown_and_verified() throws Exception {
        try (Mount _ = Mount.readOnly(folder);
                Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
            assertThat(gallery.search(People.template(1, 0), Scope.everything(), 5)
                            .candidates())
                    .hasSize(1);
            assertThat(gallery.describe().faces()).isEqualTo(1);
            assertThat(gallery.pictures()
                            .read(String.valueOf(
                                    gallery.find("p1-0#0").orElseThrow().crop())))
                    .hasSize(3);
            assertThat(gallery.verify(Progress.SILENT).problems()).isEmpty();
        }
    }

    @Test
    void a_copy_without_its_lock_is_read_too() throws Exception {
        Files.delete(folder.resolve("gallery.lock"));

        try (Mount _ = Mount.readOnly(folder);
                Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
            assertThat(gallery.size()).isEqualTo(1);
        }
    }

    @Test
    void a_gallery_that_cannot_be_written_to_is_not_changed() throws Exception {
        try (Mount _ = Mount.readOnly(folder)) {
            try (Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
                assertThatThrownBy(() -> gallery.apply(People.enrolling(People.enrolment(2, 0))))
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageContaining("cannot be written to");
                assertThat(gallery.size()).isEqualTo(1);
                assertThatThrownBy(() -> Gallery.open(folder, People.key(1), People.PACK))
                        .isInstanceOf(GalleryInUseException.class);
            }
            assertThatThrownBy(() -> Gallery.rekey(folder, People.key(1), People.key(2), Progress.SILENT))
                    .isInstanceOf(FileSystemException.class)
                    .hasMessageContaining("cannot be written to");
            Gallery.open(folder, People.key(1), People.PACK).close();
        }
    }
}
