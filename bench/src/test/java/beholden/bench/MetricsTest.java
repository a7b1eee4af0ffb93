package beholden.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void the_table_shows_each_number_with_its_target_and_verdict() {
        metrics.add("gallery.ratio_hnswlib", 0.41234567, Target.atMost(1));
        metrics.add("gallery.enrol_per_s", 19_999.4, Target.atLeast(20_000));
        metrics.add("gallery.bytes_per_face", 2_345);

        String table = metrics.toTable();

        assertThat(table.lines().map(line -> line.replaceAll(" +", " ")).toList())
                .containsSubsequence(
                        "| metric | measured | target | verdict |",
                        "| gallery.ratio_hnswlib | 0.4123 | ≤ 1 | met |",
                        "| gallery.enrol_per_s | 19,999 | ≥ 20,000 | missed |",
                        "| gallery.bytes_per_face | 2,345 | | |");
        assertThat(metrics.targetsMet()).isFalse();
    }

    @Test
    void json_is_one_flat_object_with_all_digits_in_the_order_of_measurement() {
        metrics.add("lfw.tenfold", 0.9945, Target.atLeast(0.994));
        metrics.add("lfw.tar_far_1e-6", 1 / 3.0);

        JsonNode json = JsonMapper.shared().readTree(metrics.toJson());

        assertThat(json.propertyNames()).containsExactly("lfw.tenfold", "lfw.tar_far_1e-6");
        assertThat(json.get("lfw.tar_far_1e-6").asDouble()).isEqualTo(1 / 3.0);
        assertThat(metrics.targetsMet()).isTrue();
    }

    @Test
    void a_number_exactly_at_its_limit_has_met_it() {
        assertThat(Target.atLeast(1).isMetBy(1)).isTrue();
        assertThat(Target.atMost(1).isMetBy(1)).isTrue();
        assertThat(Target.atLeast(1).isMetBy(Math.nextDown(1.0))).isFalse();
        assertThat(Target.atMost(1).isMetBy(Math.nextUp(1.0))).isFalse();
    }

    @Test
    void a_name_measured_twice_is_refused() {
        metrics.add("a.b", 1);

        assertThatThrownBy(() -> metrics.add("a.b", 2)).hasMessageContaining("a.b: measured twice");
    }

    @Test
    void a_number_json_cannot_hold_is_refused_by_name() {
        assertThatThrownBy(() -> metrics.add("a.b", Double.NaN)).hasMessageContaining("a.b: measured NaN");
        assertThatThrownBy(() -> metrics.add("A b", 1)).hasMessageContaining("\"A b\"");
    }

    @Test
    void small_numbers_keep_their_digits_and_round_ones_their_shape() {
        assertThat(List.of(0.0, 0.00021, 1e-6, 0.994512, 1.0, 999.96, 20_000.0))
                .extracting(Metric::readable)
                .containsExactly("0", "0.00021", "0.000001", "0.9945", "1", "1000", "20,000");
    }
}
