package beholden.bench.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.bench.BenchReport;
import beholden.bench.Metric;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryBenchTest {
    @TempDir
    Path folder;

    @Test
    void a_small_gallery_is_measured_in_every_respect_and_finds_every_mate() throws Exception {
        Path plots = folder.resolve("plots");
        var options = new GalleryBenchOptions(
                PopulationKind.UNIFORM, folder.resolve("work"), plots, 5_000, 5_000, List.of(2_000), 3);
        List<String> progress = new ArrayList<>();

        BenchReport report = GalleryBench.run(options, progress::add);

        assertThat(report.metrics().all())
                .extracting(Metric::name)
                .contains(
                        "gallery.uniform.mate_recall",
                        "gallery.uniform.search_ms",
                        "gallery.uniform.start_up_s",
                        "gallery.uniform.enrol_per_s",
                        "gallery.uniform.bytes_per_face",
                        "gallery.uniform.ram_bytes_per_face",
                        "gallery.uniform.growth_time_ratio",
                        "gallery.uniform.ratio_lucene_flat",
                        "gallery.uniform.ratio_plain_read",
                        "gallery.uniform.rescored_share");
        assertThat(report.metrics().value("gallery.uniform.mate_recall")).isEqualTo(1.0);
        assertThat(report.metrics().value("gallery.uniform.bytes_per_face"))
                .isBetween(512 * 4.0 + 64, 512 * 4.0 + 1_000);
        assertThat(report.plots()).hasSize(3).allSatisfy(plot -> {
            BufferedImage picture = ImageIO.read(plot.toFile());
            assertThat(picture.getWidth()).isGreaterThan(500);
        });
        assertThat(report.toText()).contains("the targets are for 1,000,000 faces; this gallery has 5,000");
        assertThat(progress).contains("enrolled 5,000 of 5,000 faces");
        assertThat(Files.exists(folder.resolve("work/gallery"))).isFalse();
        assertPeersAreMeasuredOrNamed(report);
    }

    private static void assertPeersAreMeasuredOrNamed(BenchReport report) {
        if (report.notes().stream().noneMatch(note -> note.contains("apt-get install g++ libhnswlib-dev"))) {
            assertThat(report.metrics().value("gallery.uniform.hnswlib_mate_recall"))
                    .isGreaterThan(0.99);
            assertThat(report.metrics().has("gallery.uniform.ratio_hnswlib")).isTrue();
        }
        if (report.notes().stream().noneMatch(note -> note.contains("apt-get install g++ libfaiss-dev"))) {
            assertThat(report.metrics().value("gallery.uniform.faiss_flat_mate_recall"))
                    .isEqualTo(1.0);
            assertThat(report.metrics().has("gallery.uniform.ratio_faiss_flat")).isTrue();
        }
    }

    @Test
    void sizes_that_cannot_be_measured_are_refused_with_their_limits() {
        assertThatThrownBy(() ->
                        new GalleryBenchOptions(PopulationKind.UNIFORM, folder, folder, 1_001, 1_000, List.of(), 1))
                .hasMessageContaining("1001")
                .hasMessageContaining("multiple of 5");
        assertThatThrownBy(() ->
                        new GalleryBenchOptions(PopulationKind.UNIFORM, folder, folder, 1_000, 2_000, List.of(), 1))
                .hasMessageContaining("2000")
                .hasMessageContaining("1000");
    }
}
