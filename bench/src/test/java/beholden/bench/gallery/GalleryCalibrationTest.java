package beholden.bench.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import beholden.bench.MeasuredPeople;
import beholden.bench.People;
import beholden.enrol.calibration.CalibrationException;
import beholden.enrol.calibration.GalleryCalibration;
import beholden.faces.pack.Calibration;
import beholden.gallery.Box;
import beholden.gallery.Change;
import beholden.gallery.EnrolledFace;
import beholden.gallery.Enrolment;
import beholden.gallery.Gallery;
import beholden.gallery.GalleryKey;
import beholden.gallery.GallerySettings;
import beholden.gallery.Progress;
import beholden.gallery.Template;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.lucene.util.VectorUtil;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Galleries of people who do not exist, and of whom it is therefore known who is a stranger to whom.
class GalleryCalibrationTest {
    private static final String PACK = "measured@0";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-30T12:00:00Z"), ZoneOffset.UTC);
    private static final People PEOPLE = new MeasuredPeople(1);

    /// People of whom the truth is counted; none is in a gallery.
    private static final int OTHERS = 4_000;

    private static final double[] SCORES = {0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5};

    private static double[] truth = {};

    @TempDir
    Path temp = Path.of("");

    @BeforeAll
    static void true_rates() {
        float[][] templates = IntStream.range(0, OTHERS)
                .parallel()
                .mapToObj(i -> PEOPLE.probe(1_000_000 + i))
                .toArray(float[][]::new);
        long[] reached = new long[SCORES.length];
        for (int i = 0; i < OTHERS; i++) {
            for (int j = 0; j < i; j++) {
                float score = VectorUtil.dotProduct(templates[i], templates[j]);
                for (int k = 0; k < SCORES.length && score >= SCORES[k]; k++) reached[k]++;
            }
        }
        truth = IntStream.range(0, SCORES.length)
                .mapToDouble(k -> reached[k] / (0.5 * OTHERS * (OTHERS - 1)))
                .toArray();
    }

    private Path folder() {
        return temp.resolve("g");
    }

    private Gallery gallery(List<Enrolment> faces) throws IOException {
        try (GalleryKey key = GalleryKey.generate()) {
            Gallery gallery = Gallery.create(folder(), key, new GallerySettings(PACK, PEOPLE.dimension()));
            gallery.apply(new Change.Builder().enrol(faces).build());
            return gallery;
        }
    }

    private static List<Enrolment> crowd(int people, int photos, String source, int quality) {
        List<Enrolment> faces = new ArrayList<>();
        for (int person = 0; person < people; person++) {
            for (int photo = 0; photo < photos; photo++) {
                String id = source + person + "-" + photo;
                float[] template = PEOPLE.enrolled((long) person * People.PHOTOS_PER_PERSON + photo);
                faces.add(new Enrolment(
                        EnrolledFace.of(id, id, source, new Box(0, 0, 9, 9), quality), new Template(PACK, template)));
            }
        }
        return faces;
    }

    private static GalleryCalibration measured(Gallery gallery) throws IOException {
        return GalleryCalibration.measure(gallery, CLOCK, Progress.SILENT);
    }

    private static void assertTrue(Calibration rates) {
        for (int k = 0; k < SCORES.length; k++) {
            assertThat(rates.falseMatchRate(SCORES[k]) / truth[k])
                    .as("rate at %.2f by the true one", SCORES[k])
                    .isBetween(0.5, 2.0);
            assertThat(rates.upperBound(SCORES[k]) / truth[k])
                    .as("bound at %.2f by the true rate", SCORES[k])
                    .isGreaterThan(0.9);
        }
    }

    @Test
    void rates_of_strangers_are_found_in_a_gallery_without_mates() throws IOException {
        try (Gallery gallery = gallery(crowd(3_000, 1, "s", 80))) {
            GalleryCalibration made = measured(gallery);

            assertTrue(made.rates());
            assertThat(made.mates()).isZero();
            assertThat(made.people()).isEqualTo(3_000);
            assertThat(made.pairs()).isEqualTo(3_000 * 2_999 / 2);
            assertThat(made.rates().dataEnd()).isGreaterThan(0.44);
        }
    }

    @Test
    void rates_of_strangers_are_found_among_mates_of_whom_nobody_knows() throws IOException {
        try (Gallery gallery = gallery(crowd(1_000, 5, "s", 80))) {
            GalleryCalibration made = measured(gallery);

            assertTrue(made.rates());
            assertThat((double) made.mates()).isCloseTo(10_000, within(500.0));
            assertThat((double) made.people()).isCloseTo(1_000, within(50.0));
            assertThat(measured(gallery)).isEqualTo(made);
        }
    }

    @Test
    void pairs_of_one_source_are_left_out_where_enough_are_of_two() throws IOException {
        List<Enrolment> faces = crowd(1_000, 1, "s", 80);
        faces.addAll(crowd(1_000, 1, "t", 80));
        try (Gallery gallery = gallery(faces)) {
            GalleryCalibration made = measured(gallery);

            assertThat(made.acrossSources()).isTrue();
            assertThat(made.pairs()).isEqualTo(1_000_000);
            // each photo is in both sources
            assertThat((double) made.mates()).isCloseTo(1_000, within(20.0));
        }
    }

    @Test
    void faces_that_no_rate_holds_for_do_not_count_and_with_too_few_there_is_no_calibration() throws IOException {
        List<Enrolment> faces = crowd(GalleryCalibration.FEWEST_FACES - 1, 1, "good", 80);
        faces.addAll(crowd(500, 1, "bad", 10));
        try (Gallery gallery = gallery(faces)) {
            assertThatThrownBy(() -> measured(gallery))
                    .isInstanceOf(CalibrationException.class)
                    .hasMessageStartingWith("999 of the gallery's 1,499 faces can be used, and 1,000 are needed");
        }
    }

    @Test
    void a_gallery_of_few_people_has_no_calibration() throws IOException {
        try (Gallery gallery = gallery(crowd(300, 5, "s", 80))) {
            assertThatThrownBy(() -> measured(gallery))
                    .isInstanceOf(CalibrationException.class)
                    .hasMessageStartingWith("the 1,500 faces that were drawn seem to be of ")
                    .hasMessageContaining(" people, and 640 are needed");
        }
    }

    @Test
    void a_gallery_of_one_picture_has_no_calibration() throws IOException {
        List<Enrolment> faces = IntStream.range(0, GalleryCalibration.FEWEST_FACES)
                .mapToObj(i -> new Enrolment(
                        EnrolledFace.of("f" + i, "p" + i, "s", new Box(0, 0, 9, 9), 80),
                        new Template(PACK, PEOPLE.enrolled(0))))
                .toList();
        try (Gallery gallery = gallery(faces)) {
            assertThatThrownBy(() -> measured(gallery))
                    .hasMessageContaining("seem to be of 1 people, and 640 are needed");
        }
    }

    @Test
    void what_was_written_is_read_again_and_anything_else_is_refused() throws IOException {
        try (Gallery gallery = gallery(crowd(GalleryCalibration.FEWEST_FACES, 1, "s", 80))) {
            String id = gallery.describe().id();
            Path file = folder().resolve(GalleryCalibration.FILE);
            assertThat(GalleryCalibration.read(folder(), id, PACK)).isNull();

            GalleryCalibration made = measured(gallery);
            made.write(folder());

            assertThat(GalleryCalibration.read(folder(), id, PACK)).isEqualTo(made);
            assertThatThrownBy(() -> GalleryCalibration.read(folder(), "another", PACK))
                    .hasMessageContaining("made for another gallery, " + id)
                    .hasMessageContaining("make it anew with: beholden gallery calibrate");
            assertThatThrownBy(() -> GalleryCalibration.read(folder(), id, "other@1"))
                    .hasMessageContaining("made for templates of measured@0, and these are of other@1");
            String text = Files.readString(file);
            String digit = text.replaceFirst("-3\\.", "-4.");
            assertThat(digit).isNotEqualTo(text);
            for (String hostile : List.of(
                    "",
                    "null",
                    "[]",
                    "{}",
                    digit,
                    text.substring(0, text.length() / 2),
                    text + "{}",
                    text.replace("\"pairs\"", "\"more\""),
                    text.replaceFirst("\"log10Fmr\" : \\[", "\"log10Fmr\" : [ 1e999, "),
                    text.replaceFirst("\"rates\" : \\{", "\"rates\" : null, \"x\" : {"),
                    "[".repeat(100_000))) {
                Files.writeString(file, hostile);
                assertThatThrownBy(() -> GalleryCalibration.read(folder(), id, PACK))
                        .as(hostile.substring(0, Math.min(40, hostile.length())))
                        .isInstanceOf(CalibrationException.class)
                        .hasMessageContaining("calibration.json: incomplete or changed; make it anew with");
            }
            Files.writeString(file, text.replace("\"format\" : 1", "\"format\" : 2"));
            assertThatThrownBy(() -> GalleryCalibration.read(folder(), id, PACK))
                    .hasMessageContaining("made in format 2, this Beholden reads 1");
            try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
                huge.setLength(1L << 40);
            }
            assertThatThrownBy(() -> GalleryCalibration.read(folder(), id, PACK))
                    .hasMessageContaining("not a file of up to 1 MiB");
            made.write(folder());
            assertThat(GalleryCalibration.read(folder(), id, PACK)).isEqualTo(made);
        }
    }
}
