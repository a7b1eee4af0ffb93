package beholden.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    @TempDir
    Path folder;

    private static String verdictOf(double before, double now, String name) {
        Metrics metrics = new Metrics();
        metrics.add(name, now);
        return verdict(before, name, metrics);
    }

    private static String verdictOf(double before, double now, Target target) {
        Metrics metrics = new Metrics();
        metrics.add("x", now, target);
        return verdict(before, "x", metrics);
    }

    private static String verdict(double before, String name, Metrics metrics) {
        String text = new Comparison(Map.of(name, before), metrics).toText();
        for (String verdict : new String[] {"better", "worse", "changed"}) if (text.contains(verdict)) return verdict;
        return text;
    }

    @Test
    void the_target_says_which_way_is_better_else_the_unit_does() {
        assertThat(verdictOf(1, 2, Target.atLeast(9))).isEqualTo("better");
        assertThat(verdictOf(2, 1, Target.atLeast(0))).isEqualTo("worse");
        assertThat(verdictOf(1, 2, Target.atMost(9))).isEqualTo("worse");
        assertThat(verdictOf(10, 12, "a.photos_per_s")).isEqualTo("better");
        assertThat(verdictOf(10, 12, "a.photo_ms")).isEqualTo("worse");
        assertThat(verdictOf(10, 9, "a.start_s")).isEqualTo("better");
        assertThat(verdictOf(10, 12, "a.cells")).isEqualTo("changed");
        assertThat(verdictOf(0, 1, Target.atMost(0))).isEqualTo("worse");
    }

    @Test
    void small_differences_and_numbers_of_one_run_alone_are_counted() {
        Metrics now = new Metrics();
        now.add("a_ms", 104);
        now.add("b_ms", 43);
        now.add("new", 1);

        String text = new Comparison(Map.of("a_ms", 100.0, "b_ms", 100.0, "old", 1.0), now).toText();

        assertThat(text)
                .contains("b_ms", "-57 %", "better")
                .doesNotContain("a_ms")
                .endsWith("1 as before, within 5 %; 1 measured before and not now, 1 now and not before");
    }

    @Test
    void what_json_prints_is_read_again() throws IOException {
        Metrics metrics = new Metrics();
        metrics.add("a.b_ms", 1.25);
        metrics.add("n", 3);
        Path file = Files.writeString(folder.resolve("old.json"), metrics.toJson());

        assertThat(Comparison.read(file)).containsExactly(Map.entry("a.b_ms", 1.25), Map.entry("n", 3.0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{}",
                "[1]",
                "7",
                "{\"a\":\"1\"}",
                "{\"a\":null}",
                "{\"a\":{\"b\":1}}",
                "{\"a\":1} {}",
                "\0"
            })
    void anything_else_is_refused(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("old.json"), text);

        assertThatThrownBy(() -> Comparison.read(file))
                .isInstanceOf(IOException.class)
                .hasMessage(file + ": not what a bench command prints with --json");
    }

    @Test
    void a_huge_and_a_deep_file_are_refused() throws IOException {
        Path huge = Files.writeString(folder.resolve("huge.json"), "{\"a\":1" + " ".repeat(1 << 20) + "}");
        Path deep = Files.writeString(folder.resolve("deep.json"), "{\"a\":".repeat(100_000));

        for (Path file : new Path[] {huge, deep}) {
            assertThatThrownBy(() -> Comparison.read(file)).isInstanceOf(IOException.class);
        }
    }
}
