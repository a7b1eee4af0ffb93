package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RekeyingTest {

    @TempDir
    Path temp;

    private Path folder;
    private CandidateList before;
    private String thumbnail;

    @BeforeEach
    void a_closed_gallery() throws IOException {
        folder = temp.resolve("g");
        try (Gallery gallery =
                Gallery.create(folder, People.key(1), new GallerySettings(People.PACK, People.DIMENSION))) {
            Change.Builder change = new Change.Builder();
            thumbnail = change.picture(new byte[] {1, 2, 3});
            for (Enrolment enrolment : People.crowd(700, 2)) {
                change.enrol(new Enrolment(enrolment.face().withPictures(null, thumbnail), enrolment.template()));
            }
            gallery.apply(change.build());
            before = search(gallery);
        }
    }

    @Test
    void candidates_and_scores_stay_under_the_new_key() throws IOException {
        List<Long> steps = new ArrayList<>();

        long count = Gallery.rekey(folder, People.key(1), People.key(2), (done, total) -> {
            assertThat(total).isEqualTo(1400);
            steps.add(done);
        });

        assertThat(count).isEqualTo(1400);
        assertThat(steps).isSorted().startsWith(0L).endsWith(1400L);
        try (Gallery gallery = Gallery.open(folder, People.key(2), People.PACK)) {
            CandidateList after = search(gallery);
            assertThat(after.compared()).isEqualTo(before.compared());
            List<Candidate> kept = guaranteed(before);
            assertThat(kept).isNotEmpty();
            assertThat(guaranteed(after))
                    .extracting(Candidate::face)
                    .isEqualTo(kept.stream().map(Candidate::face).toList());
            for (int i = 0; i < kept.size(); i++) {
                assertThat(after.candidates().get(i).score())
                        .isCloseTo(kept.get(i).score(), within(1e-5f));
            }
            assertThat(gallery.pictures().contains(thumbnail)).isTrue();
            assertThat(gallery.verify(Progress.SILENT).problems()).isEmpty();
        }
    }

    @Test
    void the_old_key_opens_nothing_any_more() throws IOException {
        Gallery.rekey(folder, People.key(1), People.key(2), Progress.SILENT);

        assertThatThrownBy(() -> Gallery.open(folder, People.key(1), People.PACK))
                .isInstanceOf(WrongKeyException.class);
        assertThat(folder.resolve("index-1")).doesNotExist();
        assertThat(folder.resolve("index-2")).isDirectory();
    }

    @Test
    void a_wrong_old_key_changes_nothing() throws IOException {
        assertThatThrownBy(() -> Gallery.rekey(folder, People.key(9), People.key(2), Progress.SILENT))
                .isInstanceOf(WrongKeyException.class);

        opensUnchanged();
    }

    @Test
    void the_same_key_again_is_refused() {
        assertThatThrownBy(() -> Gallery.rekey(folder, People.key(1), People.key(1), Progress.SILENT))
                .isInstanceOf(WrongKeyException.class)
                .hasMessageContaining("generate another");
    }

    @Test
    void a_re_keying_that_fails_half_way_changes_nothing() throws IOException {
        assertThatThrownBy(() -> Gallery.rekey(folder, People.key(1), People.key(2), (done, _) -> {
                    if (done > 0) {
                        throw new IllegalStateException("the disk is full, say");
                    }
                }))
                .isInstanceOf(IllegalStateException.class);

        opensUnchanged();
        assertThat(folder.resolve("index-2")).doesNotExist();
    }

    @Test
    void a_crash_after_the_swap_leaves_the_new_gallery() throws IOException {
        Path old = temp.resolve("old");
        PicturesTest.copy(folder.resolve("index-1"), Files.createDirectory(old).resolve("index-1"));
        Gallery.rekey(folder, People.key(1), People.key(2), Progress.SILENT);
        // as the disk looks if the process dies before it deletes the old faces
        PicturesTest.copy(old.resolve("index-1"), folder.resolve("index-1"));

        try (Gallery gallery = Gallery.open(folder, People.key(2), People.PACK)) {
            assertThat(gallery.size()).isEqualTo(1400);
        }
        assertThat(folder.resolve("index-1")).doesNotExist();
    }

    @Test
    void a_gallery_can_be_re_keyed_again_and_again() throws IOException {
        Gallery.rekey(folder, People.key(1), People.key(2), Progress.SILENT);
        Gallery.rekey(folder, People.key(2), People.key(3), Progress.SILENT);
        Gallery.rekey(folder, People.key(3), People.key(1), Progress.SILENT);

        try (Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
            assertThat(search(gallery).candidates())
                    .extracting(Candidate::face)
                    .isEqualTo(before.candidates().stream().map(Candidate::face).toList());
        }
    }

    private void opensUnchanged() throws IOException {
        try (Gallery gallery = Gallery.open(folder, People.key(1), People.PACK)) {
            assertThat(search(gallery)).isEqualTo(before);
        }
    }

    /// Those that are found under every key; which strangers below fill the list depends on the key's rotation.
    private static List<Candidate> guaranteed(CandidateList list) {
        return list.candidates().stream().filter(c -> c.score() >= 0.30f).toList();
    }

    private static CandidateList search(Gallery gallery) throws IOException {
        return gallery.search(People.template(321, 4), Scope.everything(), 20);
    }
}
