package beholden.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.bench.BenchReport;
import beholden.bench.Installed;
import beholden.bench.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileBenchTest {
    @TempDir
    Path folder;

    @Test
    void every_attack_is_made_and_measured_beside_the_same_work_alone() throws Exception {
        Path work = Files.createDirectory(folder.resolve("work"));
        ServerBenchOptions options =
                new ServerBenchOptions(work, folder.resolve("plots"), 10, 1, 2, Duration.ofSeconds(1), 1);

        BenchReport report = HostileBench.run(
                options, Installed.pack(), Installed.preparedWeights(), Installed.groupPhotos(1, 2), _ -> {});

        Metrics metrics = report.metrics();
        double alone = metrics.value("server.hostile.alone_p95_ms");
        double worst = 0;
        for (Attack attack : Attack.values()) {
            String name = "server.hostile." + attack.name().toLowerCase(Locale.ROOT);
            worst = Math.max(worst, metrics.value(name + "_p95_ms") / alone);
            assertThat(metrics.value(name + "_p95_ratio")).isEqualTo(metrics.value(name + "_p95_ms") / alone);
            assertThat(report.notes().getFirst()).contains(attack.title());
        }
        assertThat(metrics.value("server.hostile.p95_ratio")).isEqualTo(worst);
        // each of them
        assertThat(metrics.value("server.hostile.tiny_gifs_refused")).isPositive();
        try (Stream<Path> left = Files.list(work)) {
            assertThat(left).isEmpty();
        }
    }
}
