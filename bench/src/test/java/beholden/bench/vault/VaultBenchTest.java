package beholden.bench.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.bench.BenchReport;
import beholden.bench.Metric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultBenchTest {
    @TempDir
    Path folder;

    @Test
    void a_small_vault_is_measured_on_both_stores_beside_a_plain_table() throws Exception {
        BenchReport report = VaultBench.run(new VaultBenchOptions(folder, 2_000, 1), _ -> {});

        assertThat(report.metrics().all())
                .extracting(Metric::name)
                .contains(
                        "vault.appends_per_s",
                        "vault.ratio_plain_append",
                        "vault.fetch50_ms",
                        "vault.ratio_plain_fetch50",
                        "vault.fetch1000_ms",
                        "vault.ratio_plain_fetch1000",
                        "vault.open_2k_ms",
                        "vault.bytes_per_cell",
                        "vault.audit_leaves_per_s",
                        "vault.sqlite_audit_cells_per_s",
                        "vault.sqlite_appends_per_s",
                        "vault.sqlite_ratio_plain_fetch1000",
                        "vault.sqlite_open_2k_ms");
        assertThat(report.metrics().value("vault.bytes_per_cell")).isBetween(1_024.0, 1_600.0);
        assertThat(report.metrics().value("vault.sqlite_bytes_per_cell")).isBetween(1_024.0, 1_600.0);
        assertThat(report.toText())
                .contains("cores, which PostgreSQL shares")
                .contains("the targets are for an agency of 100,000 events; this one has 2,000");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void a_number_of_events_that_cannot_be_measured_is_refused_with_its_limits() {
        assertThatThrownBy(() -> new VaultBenchOptions(folder, 1_500, 1))
                .hasMessage("events: 1500 is not a multiple of 1000 in 2000..10000000");
    }
}
