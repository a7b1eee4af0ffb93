package beholden.bench.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import beholden.bench.Installed;
import beholden.bench.SyntheticPeople;
import beholden.faces.FaceEngine;
import beholden.faces.calibration.Tail;
import beholden.faces.pack.Calibration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
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
        PairScores pairs = AllPairs.of(templates(), Labels.published(persons())).scores();

        double threshold = pairs.threshold(1e-3);

        assertThat(pairs.mates()).isEqualTo(TEMPLATES / 5 * 10L);
        assertThat(pairs.mates() + pairs.nonMates()).isEqualTo(TEMPLATES * (TEMPLATES - 1L) / 2);
        assertThat(pairs.falseMatchRate(threshold)).isLessThanOrEqualTo(1e-3).isGreaterThan(0.9e-3);
        assertThat(pairs.falseMatchRate(threshold)).isCloseTo(counted(threshold, false), within(2e-5));
        assertThat(pairs.trueAcceptRate(threshold)).isCloseTo(counted(threshold, true), within(1e-3));
    }

    @Test
    void a_search_of_people_who_are_not_enrolled_sets_the_threshold_and_mates_are_found_over_it() {
        OpenSetSearch search = OpenSetSearch.run(templates(), Labels.published(persons()));

        assertThat(search.enrolled()).isEqualTo(150);
        assertThat(search.mated()).hasSize(150 * 4);
        assertThat(search.strangers()).hasSize(150 * 5);
        assertThat(search.rankOne()).isEqualTo(1);
        assertThat(search.fnir(search.threshold(0.01))).isLessThanOrEqualTo(search.fnir(search.threshold(0.001)));
        long positives = search.strangers().stream()
                .filter(probe -> probe.score() >= search.threshold(0.01))
                .count();
        assertThat(positives).isEqualTo(7);
    }

    @Test
    void a_calibration_says_what_was_measured_and_goes_on_beyond_it_with_a_bound() {
        AllPairs all = AllPairs.of(templates(), Labels.published(persons()));

        CalibrationFit fit = CalibrationFit.fit("test", all);
        Calibration fitted = fit.calibration();

        assertThat(fitted.falseMatchRate(0.2)).isCloseTo(all.scores().falseMatchRate(0.2), within(1e-5));
        assertThat(fitted.upperBound(0.2)).isBetween(fitted.falseMatchRate(0.2), 2 * fitted.falseMatchRate(0.2));
        assertThat(fitted.measuredDownTo() * all.scores().nonMates()).isBetween(30.0, 40.0);
        assertThat(fitted.extrapolated(fitted.dataEnd() + 0.001)).isTrue();
        assertThat(fitted.falseMatchRate(0.9)).isPositive().isLessThan(1e-6);
        int couples = 300 * 299 / 2;
        assertThat(fitted.upperBound(1)).isCloseTo(3.0 / couples, within(0.01 / couples));
    }

    @Test
    void the_tail_of_scores_that_were_drawn_from_one_is_found_again() {
        for (double shape : new double[] {-0.3, 0.0, 0.2}) {
            double[] descending = new Random(7)
                    .doubles(20_000)
                    .sorted()
                    .map(share -> shape == 0 ? -Math.log(share) : (Math.pow(share, -shape) - 1) / shape)
                    .map(excess -> 0.03 * excess)
                    .toArray();

            Tail tail = Tail.fit(
                    0.4,
                    descending,
                    DoubleStream.generate(() -> 1).limit(descending.length).toArray());

            assertThat(tail.shape()).isCloseTo(shape, within(0.03));
            assertThat(tail.scale()).isCloseTo(0.03, within(0.001));
            assertThat(tail.share(0.4)).isEqualTo(1);
            assertThat(tail.share(0.4 + descending[199])).isCloseTo(0.01, within(0.002));
        }
    }

    @Test
    void a_pair_that_counts_twice_counts_as_two() {
        Tail twice = Tail.fit(0, new double[] {0.3, 0.2, 0.1}, new double[] {1, 2, 1});
        Tail two = Tail.fit(0, new double[] {0.3, 0.2, 0.2, 0.1}, new double[] {1, 1, 1, 1});

        assertThat(twice.shape()).isCloseTo(two.shape(), within(1e-9));
        assertThat(twice.scale()).isCloseTo(two.scale(), within(1e-9));
    }

    @Test
    void drawing_everybody_once_changes_nothing_and_one_person_twice_counts_their_pairs_twice() {
        int[] persons = {0, 0, 1, 2};
        float[][] templates = {{1, 0}, {0.8f, 0.6f}, {0, 1}, {0.6f, 0.8f}};
        AllPairs all = AllPairs.of(templates, Labels.published(persons));

        PairScores once = all.among(new int[] {1, 1, 1});
        PairScores twice = all.among(new int[] {2, 1, 0});

        assertThat(once.mates()).isEqualTo(1);
        assertThat(once.nonMates()).isEqualTo(5);
        assertThat(once.falseMatchRate(0.7)).isEqualTo(2.0 / 5);
        assertThat(twice.mates()).isEqualTo(2);
        assertThat(twice.nonMates()).isEqualTo(4);
        assertThat(twice.falseMatchRate(0.5)).isEqualTo(2.0 / 4);
    }

    @Test
    void two_names_of_one_person_are_neither_mates_nor_strangers() throws IOException {
        Path errata = Files.writeString(folder.resolve("lfw-errata.csv"), "first,second,what\nWang,Nan,two orders\n");
        float[][] templates = {{1, 0}, {0.8f, 0.6f}, {0, 1}};
        Labels published = Labels.published(new int[] {0, 1, 2});

        Labels corrected = published.corrected(errata, Map.of("Nan", 0, "Wang", 1, "Else", 2));
        AllPairs all = AllPairs.of(templates, corrected);
        OpenSetSearch search = OpenSetSearch.run(templates, corrected);

        assertThat(all.scores().nonMates()).isEqualTo(2);
        assertThat(all.leftOut()).isEqualTo(1);
        assertThat(all.highest(0.5)).extracting(AllPairs.Strangers::first).containsExactly(2);
        assertThat(search.strangers())
                .singleElement()
                .satisfies(probe -> assertThat(probe.score()).isCloseTo(0.6, within(1e-6)));
        assertThatThrownBy(() -> published.corrected(errata, Map.of("Nan", 0)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nobody is called Wang");
    }

    @Test
    void the_whole_bench_runs_on_a_part_of_the_real_crops() throws IOException {
        List<String> names = partOfLfw(Installed.shared("faces/lfw"), 60);
        Path errata = folder.resolve("lfw-errata.csv");
        Files.writeString(errata, "first,second,what\n" + names.get(0) + "," + names.get(3) + ",made up\n");

        try (FaceEngine engine = Installed.engine()) {
            AccuracyBench.Outcome outcome =
                    AccuracyBench.run(engine, folder.resolve("lfw"), folder.resolve("plots"), line -> {});

            assertThat(outcome.report().metrics().value("lfw.tenfold")).isGreaterThan(0.97);
            assertThat(outcome.report().metrics().value("lfw.rank_one")).isGreaterThan(0.95);
            assertThat(outcome.report().metrics().value("lfw.left_out_pairs")).isZero();
            assertThat(outcome.report().metrics().value("lfw.corrected.left_out_pairs"))
                    .isEqualTo(4);
            assertThat(outcome.report().metrics().value("lfw.corrected.fnir_fpir_1e-2_high"))
                    .isGreaterThanOrEqualTo(outcome.report().metrics().value("lfw.corrected.fnir_fpir_1e-2"));
            assertThat(outcome.report().notes())
                    .anySatisfy(note -> assertThat(note).contains("1 pairs of names"));
            assertThat(outcome.report().plots())
                    .hasSize(4)
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
    private List<String> partOfLfw(Path lfw, int people) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> all = Files.list(lfw)) {
            for (Path person : all.filter(Files::isDirectory).sorted().toList()) {
                Path second = person.resolve(person.getFileName() + "_0002.jpg");
                Path first = person.resolve(person.getFileName() + "_0001.jpg");
                if (names.size() == people || !Files.exists(first) || !Files.exists(second)) continue;
                Path copy = Files.createDirectories(
                        folder.resolve("lfw").resolve(person.getFileName().toString()));
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
        Files.writeString(folder.resolve("lfw").resolve("pairs.txt"), pairs);
        return names;
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
