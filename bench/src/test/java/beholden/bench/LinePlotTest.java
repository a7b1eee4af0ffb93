package beholden.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinePlotTest {
    private static final LinePlot.Axis FACES = new LinePlot.Axis("faces", true);
    private static final LinePlot.Axis TIME = new LinePlot.Axis("time (ms)", true);

    @TempDir
    Path dir;

    @Test
    void a_plot_is_a_png_with_something_drawn_in_it() throws Exception {
        var line = new LinePlot.Line("search", new double[] {1e4, 1e5, 1e6}, new double[] {0.2, 1, 9});
        var plot = new LinePlot("growth", FACES, TIME, List.of(line));

        Path png = plot.writeTo(dir.resolve("new/folder/growth.png"));

        BufferedImage picture = ImageIO.read(png.toFile());
        assertThat(picture.getWidth()).isEqualTo(1000);
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        assertThat(IntStream.of(pixels).distinct().count()).isGreaterThan(10);
    }

    @Test
    void zero_on_a_logarithmic_axis_is_refused_by_the_name_of_line_and_axis() {
        var line = new LinePlot.Line("search", new double[] {0}, new double[] {1});

        assertThatThrownBy(() -> new LinePlot("growth", FACES, TIME, List.of(line)))
                .hasMessageContaining("search")
                .hasMessageContaining("faces");
    }
}
