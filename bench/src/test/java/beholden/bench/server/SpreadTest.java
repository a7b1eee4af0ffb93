package beholden.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void a_share_of_all_does_not_exceed_its_value() {
        List<Double> hundred =
                IntStream.rangeClosed(1, 100).mapToObj(i -> 101.0 - i).toList();

        Spread spread = Spread.of(hundred);

        assertThat(spread.median()).isEqualTo(50);
        assertThat(spread.at(0.95)).isEqualTo(95);
        assertThat(spread.at(1)).isEqualTo(100);
        assertThat(Spread.of(List.of(7.0)).at(0.95)).isEqualTo(7);
    }

    @Test
    void nothing_has_no_spread() {
        assertThatThrownBy(() -> Spread.of(List.of())).hasMessage("nothing was measured");
    }
}
