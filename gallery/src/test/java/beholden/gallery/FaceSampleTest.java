package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceSampleTest {
    private static final double SAME_PERSON = 0.45;

    @TempDir
    Path temp = Path.of("");

    private Gallery gallery(List<Enrolment> faces) throws IOException {
        Gallery gallery =
                Gallery.create(temp.resolve("g"), People.key(1), new GallerySettings(People.PACK, People.DIMENSION));
        gallery.apply(People.enrolling(faces));
        return gallery;
    }

    /// The same template in photos of one source.
    private static Enrolment inSource(String source, int person, int photo) {
        String id = source + person + "-" + photo;
        return new Enrolment(EnrolledFace.of(id, id, source, People.box(), 80), People.template(person, photo));
    }

    @Test
    void some_of_the_faces_are_drawn_and_the_same_ones_again() throws IOException {
        try (Gallery gallery = gallery(People.crowd(300, 1))) {
            List<String> first = new ArrayList<>();
            List<String> second = new ArrayList<>();

            FaceSample sample = gallery.sample(face -> first.add(face.faceId()), 100);
            gallery.sample(face -> second.add(face.faceId()), 100);

            assertThat(sample.faces()).isEqualTo(100);
            assertThat(sample.galleryFaces()).isEqualTo(300);
            assertThat(first).doesNotHaveDuplicates().hasSize(100).isEqualTo(second);
        }
    }

    @Test
    void removed_faces_and_those_that_are_not_admitted_are_left_out() throws IOException {
        try (Gallery gallery = gallery(People.crowd(100, 1))) {
            gallery.apply(new Change.Builder().removePhotos(List.of("p7-0")).build());

            FaceSample sample = gallery.sample(face -> !face.photoId().equals("p8-0"), 1_000);

            assertThat(sample.faces()).isEqualTo(98);
            assertThat(sample.galleryFaces()).isEqualTo(99);
        }
    }

    @Test
    void each_pair_is_counted_once_in_the_bin_of_its_score() throws IOException {
        List<Enrolment> faces = IntStream.range(0, 200)
                .mapToObj(i -> inSource("s", i / 2, i % 2))
                .toList();
        try (Gallery gallery = gallery(faces)) {
            FaceSample sample = gallery.sample(_ -> true, 1_000);

            double[] counts = sample.scores(Progress.SILENT).counts();

            double[] expected = new double[counts.length];
            for (int i = 0; i < faces.size(); i++) {
                for (int j = 0; j < i; j++) {
                    double score =
                            People.score(faces.get(i).template(), faces.get(j).template());
                    expected[FaceSample.Scores.bin(score)]++;
                }
            }
            assertThat(sample.pairs()).isEqualTo(200 * 199 / 2);
            assertThat(Arrays.stream(counts).sum()).isEqualTo(sample.pairs());
            // the rotation rounds: a score at the border of two bins may be in either
            double moved = 0;
            for (int bin = 0; bin < counts.length; bin++) moved += Math.abs(counts[bin] - expected[bin]) / 2;
            assertThat(moved).isLessThan(5);
        }
    }

    @Test
    void photos_of_one_person_are_recognised_as_such_and_drawn_together() throws IOException {
        try (Gallery gallery = gallery(IntStream.range(0, 400)
                .mapToObj(i -> inSource("s", i / 2, i % 2))
                .toList())) {
            FaceSample sample = gallery.sample(_ -> true, 1_000);

            FaceSample.Scores scores = sample.scores(SAME_PERSON, Progress.SILENT);

            assertThat((double) scores.people()).isCloseTo(200, within(10.0));
            assertThat(scores.counts()).isEqualTo(sample.scores(Progress.SILENT).counts());
            int[] once =
                    IntStream.range(0, FaceSample.Scores.BLOCKS).map(_ -> 1).toArray();
            int[] twice =
                    IntStream.range(0, FaceSample.Scores.BLOCKS).map(_ -> 2).toArray();
            assertThat(scores.counts(once)).isEqualTo(scores.counts());
            assertThat(Arrays.stream(scores.counts(twice)).sum()).isEqualTo(4.0 * sample.pairs());
        }
    }

    @Test
    void pairs_of_one_photo_and_where_there_are_enough_others_of_one_source_are_left_out() throws IOException {
        List<Enrolment> faces = new ArrayList<>();
        for (int i = 0; i < 50; i++) faces.add(inSource("s", i, 0));
        for (int i = 50; i < 60; i++) faces.add(inSource("t", i, 0));
        faces.add(new Enrolment(EnrolledFace.of("another", "s0-0", "s", People.box(), 80), People.template(99, 0)));
        try (Gallery gallery = gallery(faces)) {
            FaceSample across = gallery.sample(_ -> true, 1_000);
            FaceSample mostlyOne = gallery.sample(face -> face.sourceId().equals("s"), 1_000);

            assertThat(across.acrossSources()).isTrue();
            assertThat(across.pairs()).isEqualTo(51 * 10);
            assertThat(Arrays.stream(across.scores(Progress.SILENT).counts()).sum())
                    .isEqualTo(510);
            assertThat(mostlyOne.acrossSources()).isFalse();
            assertThat(mostlyOne.pairs()).isEqualTo(51 * 50 / 2 - 1);
            assertThat(Arrays.stream(mostlyOne.scores(Progress.SILENT).counts()).sum())
                    .isEqualTo(51 * 50 / 2 - 1);
        }
    }
}
