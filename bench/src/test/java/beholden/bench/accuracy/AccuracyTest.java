package beholden.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import beholden.bench.Installed;
import beholden.bench.SyntheticPeople;
import beholden.faces.FaceEngine;
import beholden.faces.pack.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccuracyTest {
    private static final SyntheticPeople PEOPLE = new SyntheticPeople(128, 3);
    private static final int TEMPLATES = 1500;

    @TempDir
    Path folder;

    @Test
    void rates_counted_by_histogram_are_those_counted_one_by_one() {
        PairScores pairs = PairScores.ofAllPairs(templates(), persons());

        double threshold = pairs.threshold(1e-3);

        assertThat(pairs.mates()).isEqualTo(TEMPLATES / 5 * 10L);
        assertThat(pairs.mates() + pairs.nonMates()).isEqualTo(TEMPLATES * (TEMPLATES - 1L) / 2);
        assertThat(pairs.falseMatchRate(threshold)).isLessThanOrEqualTo(1e-3).isGreaterThan(0.9e-3);
        assertThat(pairs.falseMatchRate(threshold)).isCloseTo(counted(threshold, false), within(2e-5));
        assertThat(pairs.trueAcceptRate(threshold)).isCloseTo(counted(threshold, true), within(1e-3));
    }

    @Test
    void a_search_of_people_who_are_not_enrolled_sets_the_threshold_and_mates_are_found_over_it() {
        OpenSetSearch search = OpenSetSearch.run(templates(), persons());

        assertThat(search.enrolled()).isEqualTo(150);
        assertThat(search.mateScores()).hasSize(150 * 4);
        assertThat(search.strangerBest()).hasSize(150 * 5);
        assertThat(search.rankOne()).isEqualTo(1);
        assertThat(search.fnir(search.threshold(0.01))).isLessThanOrEqualTo(search.fnir(search.threshold(0.001)));
        long positives = Stream.of(search.strangerBest())
                .flatMapToDouble(Arrays::stream)
                .filter(score -> score >= search.threshold(0.01))
                .count();
        assertThat(positives).isEqualTo(7);
    }

    @Test
    void a_calibration_says_what_was_measured_and_goes_on_beyond_it() {
        PairScores pairs = PairScores.ofAllPairs(templates(), persons());

        Calibration fitted = CalibrationFit.fit("test", pairs);

        assertThat(fitted.falseMatchRate(0.2)).isCloseTo(pairs.falseMatchRate(0.2), within(1e-5));
        assertThat(fitted.falseMatchRate(0.9)).isPositive().isLessThan(1e-6);
        assertThat(fitted.extrapolated(0.9)).isTrue();
    }

    @Test
    void the_whole_bench_runs_on_a_part_of_the_real_crops() throws IOException {
        partOfLfw(Installed.shared("faces/lfw"), 60);

        try (FaceEngine engine = Installed.engine()) {
            AccuracyBench.Outcome outcome = AccuracyBench.run(engine, folder, folder.resolve("plots"), line -> {});

            assertThat(outcome.report().metrics().value("lfw.tenfold")).isGreaterThan(0.97);
            assertThat(outcome.report().metrics().value("lfw.rank_one")).isGreaterThan(0.95);
            assertThat(outcome.report().plots())
                    .hasSize(3)
                    .allSatisfy(plot -> assertThat(plot).isNotEmptyFile());
        }
    }

    @Test
    void a_pair_of_a_photo_that_is_not_there_is_refused_by_name() throws IOException {
        Files.createDirectories(folder.resolve("Somebody"));
        Files.writeString(folder.resolve("pairs.txt"), "1\t1\nSomebody\t1\t2\nSomebody\t1\tElse\t1\n");

        assertThatThrownBy(() -> LfwCrops.read(folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Somebody_0001.jpg");
    }

    /// The first people with two photos and more, and pairs of them in ten folds.
    private void partOfLfw(Path lfw, int people) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.list(lfw)) {
            for (Path person : all.filter(Files::isDirectory).sorted().toList()) {
                Path second = person.resolve(person.getFileName() + "_0002.jpg");
                Path first = person.resolve(person.getFileName() + "_0001.jpg");
                if (names.size() == people || !Files.exists(first) || !Files.exists(second)) continue;
                Path copy = Files.createDirectories(
                        folder.resolve(person.getFileName().toString()));
                Files.copy(first, copy.resolve(first.getFileName().toString()));
                Files.copy(second, copy.resolve(second.getFileName().toString()));
                names.add(person.getFileName().toString());
            }
        }
        StringBuilder pairs = new StringBuilder("10\t6\n");
        for (int fold = 0; fold < 10; fold++) {
            for (int i = 0; i < 6; i++) pairs.append(names.get(6 * fold + i)).append("\t1\t2\n");
            for (int i = 0; i < 6; i++) {
                String other = names.get((6 * fold + i + 7) % people);
                pairs.append(names.get(6 * fold + i))
                        .append("\t1\t")
                        .append(other)
                        .append("\t2\n");
            }
        }
        Files.writeString(folder.resolve("pairs.txt"), pairs);
    }

    private static float[][] templates() {
        float[][] templates = new float[TEMPLATES][];
        for (int i = 0; i < TEMPLATES; i++) templates[i] = PEOPLE.enrolled(i);
        return templates;
    }

    private static int[] persons() {
        int[] persons = new int[TEMPLATES];
        for (int i = 0; i < TEMPLATES; i++) persons[i] = i / SyntheticPeople.PHOTOS_PER_PERSON;
        return persons;
    }

    private static double counted(double threshold, boolean mates) {
        float[][] templates = templates();
        int[] persons = persons();
        long all = 0;
        long above = 0;
        for (int i = 0; i < TEMPLATES; i++) {
            for (int j = 0; j < i; j++) {
                if ((persons[i] == persons[j]) != mates) continue;
                all++;
                if (PairScores.dot(templates[i], templates[j]) >= threshold) above++;
            }
        }
        return (double) above / all;
    }
}
