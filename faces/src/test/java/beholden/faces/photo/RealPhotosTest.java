package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Photos by real cameras and programs, where the shared folder with them is at hand.
class RealPhotosTest {
    private final PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

    private static List<Path> photos() throws IOException {
        Optional<Path> shared = shared();
        if (shared.isEmpty()) {
            return abort("no shared folder with photos; set BEHOLDEN_SHARED to it");
        }
        try (Stream<Path> files = Files.list(shared.get().resolve("faces/photos"))) {
            return files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .sorted()
                    .toList();
        }
    }

    private static Optional<Path> shared() {
        String given = System.getProperty("beholden.shared", System.getenv("BEHOLDEN_SHARED"));
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("shared/DESIGN.md"))) {
                return Optional.of(folder.resolve("shared"));
            }
        }
        return Optional.empty();
    }

    @Test
    void every_real_photo_looks_as_javas_own_reader_shows_it() throws Exception {
        for (Path file : photos()) {
            Photo photo = decoder.decode(file);

            Photo javas = Photo.of(ImageIO.read(file.toFile()));
            assertThat(photo.width()).as("%s", file).isEqualTo(javas.width());
            // Two JPEG decoders round differently, and smooth colour edges differently.
            assertThat(meanDifference(photo.rgb(), javas.rgb())).as("%s", file).isLessThan(1.0);
        }
    }

    private static double meanDifference(byte[] a, byte[] b) {
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        }
        return (double) sum / a.length;
    }
}
