package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConcurrentUseTest {

    private static final int FACES_PER_PHOTO = 7;
    private static final int PHOTOS_PER_SOURCE = 25;

    @TempDir
    Path temp;

    private Gallery gallery;

    @BeforeEach
    void an_empty_gallery() throws IOException {
        gallery = Gallery.create(temp.resolve("g"), People.key(1), new GallerySettings(People.PACK, People.DIMENSION));
    }

    @AfterEach
    void close() throws IOException {
        gallery.close();
    }

    @Test
    void no_search_ever_sees_half_a_change() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(5)) {
            List<Future<Integer>> importers = new ArrayList<>();
            for (int source = 0; source < 4; source++) {
                importers.add(threads.submit(importing("source" + source)));
            }
            Future<Integer> searcher = threads.submit(searchingUntil(importers));

            for (Future<Integer> importer : importers) {
                assertThat(importer.get()).isEqualTo(PHOTOS_PER_SOURCE);
            }
            assertThat(searcher.get()).isPositive();
        }

        assertThat(gallery.size()).isEqualTo(4L * PHOTOS_PER_SOURCE * FACES_PER_PHOTO);
        assertThat(gallery.verify(Progress.SILENT).problems()).isEmpty();
    }

    private Callable<Integer> importing(String source) {
        return () -> {
            for (int photo = 0; photo < PHOTOS_PER_SOURCE; photo++) {
                String photoId = source + "-" + photo;
                List<Enrolment> faces = new ArrayList<>();
                for (int face = 0; face < FACES_PER_PHOTO; face++) {
                    faces.add(new Enrolment(
                            EnrolledFace.of(photoId + "#" + face, photoId, source, People.box(), 50),
                            People.template(photo, face)));
                }
                gallery.apply(People.enrolling(faces));
            }
            return PHOTOS_PER_SOURCE;
        };
    }

    private Callable<Integer> searchingUntil(List<Future<Integer>> done) {
        return () -> {
            int searches = 0;
            do {
                for (int source = 0; source < 4; source++) {
                    CandidateList list = gallery.search(
                            People.template(3, 9), Scope.everything().onlySources(Set.of("source" + source)), 20);
                    assertThat(list.compared() % FACES_PER_PHOTO).isZero();
                    searches++;
                }
            } while (!done.stream().allMatch(Future::isDone));
            return searches;
        };
    }

    @Test
    void a_change_that_breaks_off_leaves_the_gallery_as_before_and_the_next_one_works() throws IOException {
        gallery.apply(People.enrolling(People.enrolment(1, 0)));
        // more than the other threads could ever have done by the time this one looks at its interruption
        Change crowd = People.enrolling(People.crowd(5_000, 2));

        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> gallery.apply(crowd)).isInstanceOf(IOException.class);
        assertThat(Thread.interrupted()).isTrue();

        assertThat(gallery.size()).isEqualTo(1);
        gallery.apply(People.enrolling(People.enrolment(2, 0)));
        assertThat(gallery.size()).isEqualTo(2);
        assertThat(gallery.verify(Progress.SILENT).problems()).isEmpty();
    }

    @Test
    void a_change_put_together_in_its_turn_sees_all_earlier_ones() throws Exception {
        int threads = 8;
        try (ExecutorService changers = Executors.newFixedThreadPool(threads)) {
            List<Future<Applied>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(changers.submit(() ->
                        gallery.apply(() -> People.enrolling(People.enrolment(Math.toIntExact(gallery.size()), 0)))));
            }
            for (Future<Applied> one : all) {
                assertThat(one.get()).isEqualTo(new Applied(1, 0, 0));
            }
        }
        assertThat(gallery.size()).isEqualTo(threads);
    }

    @Test
    void a_change_whose_making_fails_changes_nothing() throws IOException {
        assertThatThrownBy(() -> gallery.apply(() -> {
                    throw new IllegalStateException("no plan");
                }))
                .hasMessage("no plan");

        gallery.apply(People.enrolling(People.enrolment(2, 0)));
        assertThat(gallery.size()).isEqualTo(1);
    }
}
