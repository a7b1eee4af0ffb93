package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

    /// A folder in which no file can be begun while it is full.
    private static final class Disk extends FilterDirectory {
        private final AtomicBoolean full = new AtomicBoolean();

        Disk(Directory folder) {
            super(folder);
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            if (full.get()) throw new IOException("No space left on device");
            return super.createOutput(name, context);
        }
    }

    @Test
    void a_change_that_fails_leaves_the_gallery_as_before_and_the_next_one_works(@TempDir Path folder)
            throws IOException {
        GalleryKey key = People.key(1);
        Gallery.create(folder.resolve("gallery"), key, new GallerySettings(People.PACK, People.DIMENSION))
                .close();
        try (GalleryFolder held = GalleryFolder.hold(folder.resolve("gallery"))) {
            Manifest manifest = held.readManifest();
            KeyedRotation rotation = KeyedRotation.of(key, manifest.dimension());
            Path faces = held.index(manifest.index());
            try (Disk disk = new Disk(FaceIndex.open(faces));
                    WorkerThreads workers = new WorkerThreads();
                    CommittedFaces committed = new CommittedFaces(disk, manifest, faces)) {
                PictureStore pictures = new PictureStore(held.pictures());
                FaceWriter changes = new FaceWriter(held, disk, rotation, committed, pictures, workers);
                changes.apply(() -> People.enrolling(People.crowd(3, 1)));

                disk.full.set(true);
                assertThatThrownBy(() -> changes.apply(() -> People.enrolling(People.crowd(5, 1))))
                        .isInstanceOf(FileSystemException.class)
                        .hasMessage(folder.resolve("gallery") + ": No space left on device");
                assertThat(committed.count()).isEqualTo(3);
                disk.full.set(false);

                assertThat(changes.apply(() -> People.enrolling(People.crowd(4, 1))))
                        .isEqualTo(new Applied(1, 3, 0));
                assertThat(committed.count()).isEqualTo(4);
                assertThat(DirectoryReader.indexExists(disk)).isTrue();
                changes.close();
            }
        }
    }

    @Test
    void a_full_disk_leaves_the_gallery_as_before_and_takes_changes_again_when_there_is_room(@TempDir Path folder)
            throws Exception {
        try (Mount _ = Mount.small(folder, 3 << 20)) {
            Path filler = folder.resolve("filler");
            Path path = folder.resolve("g");
            try (Gallery gallery =
                    Gallery.create(path, People.key(1), new GallerySettings(People.PACK, People.DIMENSION))) {
                gallery.apply(withCrops(0, 20));
                Files.write(filler, new byte[1 << 20]);

                assertThatThrownBy(() -> gallery.apply(withCrops(20, 2_000)))
                        .isInstanceOf(FileSystemException.class)
                        .hasMessageContaining("No space left on device")
                        .hasMessageStartingWith(path.toString());

                assertThat(gallery.size()).isEqualTo(20);
                assertThat(PicturesTest.filesIn(path.resolve("pictures"))).hasSize(20);
                Files.delete(filler);
                gallery.apply(withCrops(20, 40));
                assertThat(gallery.size()).isEqualTo(40);
            }
            try (Gallery gallery = Gallery.open(path, People.key(1), People.PACK)) {
                assertThat(gallery.size()).isEqualTo(40);
                assertThat(gallery.verify(Progress.SILENT).problems()).isEmpty();
                assertThat(PicturesTest.filesIn(path.resolve("pictures"))).hasSize(40);
            }
        }
    }

    private static Change withCrops(int from, int to) {
        Change.Builder change = new Change.Builder();
        for (int person = from; person < to; person++) {
            String crop = change.picture(Arrays.copyOf(("crop " + person).getBytes(StandardCharsets.UTF_8), 4_000));
            change.enrol(new Enrolment(People.face(person, 0).withPictures(crop, null), People.template(person, 0)));
        }
        return change.build();
    }
}
