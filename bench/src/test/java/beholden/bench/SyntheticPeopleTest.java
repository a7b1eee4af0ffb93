package beholden.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SyntheticPeopleTest {
    private final SyntheticPeople people = new SyntheticPeople(512, 1);

    @Test
    void mates_score_about_six_tenths_and_others_about_zero() {
        double mates = IntStream.range(0, 500)
                .mapToDouble(person -> score(people.photo(person, 0), people.probe(person)))
                .average()
                .orElseThrow();
        double others = IntStream.range(0, 500)
                .mapToDouble(person -> score(people.photo(person, 0), people.probe(person + 1)))
                .average()
                .orElseThrow();

        // A score's spread is below 1/√512 = 0.044, so that of a mean of 500 is below 0.002.
        assertThat(mates).isCloseTo(0.6, within(0.01));
        assertThat(others).isCloseTo(0, within(0.01));
    }

    @Test
    void the_gallery_holds_five_photos_of_each_person_one_after_the_other() {
        assertThat(people.enrolled(17)).containsExactly(people.photo(3, 2));
        assertThat(people.probe(3)).containsExactly(people.photo(3, 5));
    }

    @Test
    void another_seed_is_another_population() {
        float[] here = people.photo(3, 2);
        float[] elsewhere = new SyntheticPeople(512, 2).photo(3, 2);

        assertThat(Math.abs(score(here, elsewhere))).isLessThan(0.3);
    }

    @RepeatedTest(1000)
    void every_template_is_of_unit_length_and_the_same_each_time(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        long index = random.nextLong(1L << random.nextInt(1, 41));
        long seed = random.nextLong();
        var some = new SyntheticPeople(64, seed);

        float[] template = some.enrolled(index);

        assertThat(score(template, template)).isCloseTo(1, within(1e-5));
        assertThat(new SyntheticPeople(64, seed).enrolled(index)).containsExactly(template);
    }

    private static double score(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
