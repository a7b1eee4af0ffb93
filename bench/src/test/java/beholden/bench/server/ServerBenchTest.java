package beholden.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.bench.BenchReport;
import beholden.bench.Installed;
import beholden.bench.Metric;
import beholden.bench.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerBenchTest {
    private static final int FACES = 2_000;
    private static final int CLIENTS = 3;

    @TempDir
    Path folder;

    @Test
    void a_small_server_is_measured_and_loses_nothing_when_it_is_killed() throws Exception {
        Path work = Files.createDirectory(folder.resolve("work"));
        ServerBenchOptions options =
                new ServerBenchOptions(work, folder.resolve("plots"), FACES, 2, CLIENTS, Duration.ofSeconds(1), 1);

        BenchReport report = ServerBench.run(
                options, Installed.pack(), Installed.preparedWeights(), Installed.groupPhotos(1, 2), _ -> {});

        Metrics metrics = report.metrics();
        assertThat(metrics.all())
                .extracting(Metric::name)
                .contains(
                        "server.search_p50_ms",
                        "server.search_p95_ms",
                        "server.decode_p50_ms",
                        "server.detect_p50_ms",
                        "server.template_p50_ms",
                        "server.pictures_p50_ms",
                        "server.scan_p50_ms",
                        "server.seal_p95_ms",
                        "server.other_p95_ms",
                        "server.scheduled_ratio_limit",
                        "server.scheduled_refused",
                        "server.loaded_ratio_limit",
                        "server.loaded_p95_ms",
                        "server.recorded_unanswered");
        assertThat(metrics.value("server.faces")).isEqualTo(FACES + 6);
        // 20 candidates of 39 bytes do not fit into one cell of 1008
        assertThat(metrics.value("server.cells_per_record")).isEqualTo(2);
        // ten cells a second, or fewer searches where the cores do not bear as many
        assertThat(metrics.value("server.scheduled_limit_per_s")).isPositive().isLessThanOrEqualTo(5);
        // two warm-ups, two measured, and under each load as many as there are clients
        assertThat(metrics.value("server.checked")).isGreaterThanOrEqualTo(2 + 2 + 2 * CLIENTS);
        for (String fault : List.of("lost", "changed", "twice", "half", "unasked", "unreadable_records")) {
            assertThat(metrics.value("server." + fault)).as(fault).isZero();
        }
        assertThat(metrics.value("server.audit_findings")).isZero();
        assertThat(metrics.value("server.audited_cells")).isGreaterThan(100);
        assertThat(report.plots()).allMatch(Files::isRegularFile).hasSize(1);
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void what_cannot_be_measured_is_refused_with_its_limits() {
        assertThatThrownBy(() -> new ServerBenchOptions(folder, folder, 10, 10, 65, Duration.ofSeconds(1), 1))
                .hasMessage("clients: 65 is outside 1 to 64");
        assertThatThrownBy(() -> new ServerBenchOptions(folder, folder, 0, 10, 16, Duration.ofSeconds(1), 1))
                .hasMessage("faces: 0 is outside 1 to 10,000,000");
        assertThatThrownBy(() -> new ServerBenchOptions(folder, folder, 10, 10, 16, Duration.ofMillis(900), 1))
                .hasMessage("seconds of load: 0 is outside 1 to 3,600");
    }
}
