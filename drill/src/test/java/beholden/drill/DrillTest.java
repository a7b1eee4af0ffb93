package beholden.drill;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.drill.world.Mutant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole drill with few runs; `beholden drill` makes more.
class DrillTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void a_vault_in_an_sqlite_file_withstands_all_thefts_and_every_mutant_is_caught() throws IOException {
        DrillReport report = Drill.run(options(StoreKind.SQLITE), (_, _, _) -> {});

        assertPassed(report);
        assertThat(report.robberies()).hasSize(6);
        assertThat(report.mutants()).extracting(CaughtMutant::mutant).containsExactly(Mutant.values());
    }

    @Test
    void a_vault_in_postgresql_withstands_all_thefts_and_its_worlds_are_alike() throws IOException {
        DrillReport report = Drill.run(options(StoreKind.POSTGRES), (_, _, _) -> {}, EnumSet.of(Drill.Part.WORLDS));

        assertPassed(report);
        assertThat(report.robberies()).hasSize(8);
        assertThat(report.comparisons()).hasSize(3);
    }

    @Test
    void a_drill_leaves_no_file_behind_and_writes_a_page_that_loads_nothing() throws IOException {
        Path work = Files.createDirectory(folder.resolve("work"));
        DrillOptions options = new DrillOptions(List.of(StoreKind.SQLITE), DrillOptions.FEWEST_RUNS, 1, work);
        DrillReport report = Drill.run(options, (_, _, _) -> {}, EnumSet.noneOf(Drill.Part.class));

        DrillPage.write(report, folder.resolve("drill.html"));

        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
        assertThat(folder.resolve("drill.html"))
                .content()
                .contains("The thief learns nothing", "default-src 'none'", "the SQLite file")
                .doesNotContain("<script", "http://", "https://");
    }

    private static DrillOptions options(StoreKind store) {
        Path memory = Path.of("/dev/shm");
        Path work = Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
        return new DrillOptions(List.of(store), DrillOptions.FEWEST_RUNS, 1, work);
    }

    private static void assertPassed(DrillReport report) {
        List<String> failures = new ArrayList<>();
        report.robberies().forEach(robbery -> failures.addAll(robbery.learned()));
        report.comparisons().forEach(comparison -> failures.addAll(DrillWording.evidence(comparison.distinction())));
        report.mutants().stream()
                .filter(mutant -> !mutant.caught())
                .forEach(
                        mutant -> failures.add("not noticed: " + mutant.mutant().title()));
        report.controls().forEach(control -> failures.addAll(control.missed()));
        assertThat(failures).isEmpty();
    }
}
