package beholden.drill;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.drill.search.Sighting;
import beholden.drill.statistic.Auc;
import beholden.drill.statistic.Comparison;
import beholden.drill.statistic.Distinction;
import beholden.drill.world.Mutant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CaughtMutantTest {
    private static final Auc APART = new Auc(1, 1, 1, 0.0001);
    private static final Sighting ID_IN_LOG = new Sighting("id of agency 1", "hex", "the log", 7);

    @Test
    void a_mutant_is_caught_by_what_was_changed_in_it() {
        assertThat(caught(Mutant.COUNT_DEPENDENT_TICK, List.of(), "rows").evidence())
                .containsExactly("rows: 480 or 490 (p 0.0005)");
        assertThat(caught(Mutant.TENANT_IN_LOG, List.of(ID_IN_LOG)).caught()).isTrue();
    }

    @Test
    void a_mutant_is_not_caught_by_a_difference_of_another_kind() {
        assertThat(caught(Mutant.REUSED_DUMMIES, List.of(ID_IN_LOG), "rows", "log, lines")
                        .caught())
                .isFalse();
        assertThat(caught(Mutant.TENANT_IN_LOG, List.of(), "log, lines").caught())
                .isFalse();
    }

    private static CaughtMutant caught(Mutant mutant, List<Sighting> sightings, String... leaks) {
        List<Comparison.Feature> features = Stream.of(leaks)
                .map(name -> new Comparison.Feature(name, 480, 490, 0.0005))
                .toList();
        Comparison comparison = new Comparison(features, APART);
        return CaughtMutant.of(
                StoreKind.SQLITE,
                mutant,
                sightings,
                new Distinction(comparison, Optional.of(comparison), features, Optional.of(APART)));
    }
}
