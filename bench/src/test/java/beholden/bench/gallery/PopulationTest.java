package beholden.bench.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.bench.SyntheticPeople;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PopulationTest {
    private final SyntheticPeople people = new SyntheticPeople(64, 1);
    private final Population population = new Population(people, 100, 2);

    @Test
    void the_people_searched_for_are_spread_over_the_gallery() {
        assertThat(population.probe(0)).containsExactly(people.probe(0));
        assertThat(population.probe(1)).containsExactly(people.probe(10));
    }

    @Test
    void mate_recall_is_the_share_of_all_mates_found_wherever_on_the_list_they_are() {
        List<Long> allFiveAndOthers = List.of(99L, 4L, 3L, 70L, 2L, 1L, 0L);
        List<Long> oneOfFive = List.of(54L, 49L, 55L);

        assertThat(population.mateRecall(List.of(allFiveAndOthers))).isEqualTo(1.0);
        assertThat(population.mateRecall(List.of(allFiveAndOthers, oneOfFive))).isEqualTo(0.6);
        assertThat(population.mateRecall(List.of(oneOfFive, allFiveAndOthers))).isZero();
    }

    @Test
    void a_mate_found_twice_counts_once() {
        List<Long> firstMateOnly =
                LongStream.generate(() -> 0).limit(20).boxed().toList();

        assertThat(population.mateRecall(List.of(firstMateOnly))).isEqualTo(0.2);
    }

    @Test
    void half_a_person_is_refused() {
        assertThatThrownBy(() -> new Population(people, 102, 2)).hasMessageContaining("102");
    }

    @Test
    void more_probes_than_people_are_refused() {
        assertThatThrownBy(() -> new Population(people, 100, 21)).hasMessageContaining("21");
    }

    @Test
    void the_median_of_a_run_ignores_one_slow_search() {
        var neighbours = List.of(List.of(1L), List.of(1L), List.of(1L), List.of(1L));

        assertThat(new SearchRun("single", List.of(3.0, 900.0, 1.0, 2.0), neighbours).medianMillis())
                .isEqualTo(2.5);
        assertThat(new SearchRun("single", List.of(900.0, 1.0, 2.0), neighbours.subList(0, 3)).medianMillis())
                .isEqualTo(2.0);
    }
}
