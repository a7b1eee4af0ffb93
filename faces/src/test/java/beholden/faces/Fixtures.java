package beholden.faces;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import beholden.faces.pack.ModelPack;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/// The real pack, real photos, and pictures made of them.
public final class Fixtures {
    private Fixtures() {}

    /// The folder `models` of the repository, with its weights installed; the test is skipped without them.
    public static Path models() {
        Path models = above("models/pack.json").resolve("models");
        assumeTrue(
                Files.exists(models.resolve("node_modules/faceplugin-face-recognition-js/model")),
                "skipped: no model weights; install them with: npm ci --ignore-scripts --prefix models");
        return models;
    }

    /// The folder `shared`, beside the repository or named by BEHOLDEN_SHARED; the test is skipped without it.
    public static Path shared() {
        String named = System.getenv("BEHOLDEN_SHARED");
        Path shared = named == null ? above("shared/DESIGN.md").resolve("shared") : Path.of(named);
        assumeTrue(Files.exists(shared.resolve("DESIGN.md")), "skipped: no folder 'shared' beside the repository");
        return shared;
    }

    /// The nearest folder from here upwards that holds `wanted`, or this one if none does.
    private static Path above(String wanted) {
        Path start = Path.of("").toAbsolutePath();
        for (Path at = start; at != null; at = at.getParent()) {
            if (Files.exists(at.resolve(wanted))) return at;
        }
        return start;
    }

    public static ModelPack pack() throws IOException {
        return ModelPack.read(models());
    }

    /// Prepared weights are kept between test runs, as a user's are.
    static Path cache() {
        return Path.of("target", "prepared-weights");
    }

    static FaceEngine engine(FaceSettings settings) throws IOException {
        return FaceEngine.open(pack(), cache(), settings);
    }

    /// Group photo 1 to 6, about two megapixels.
    static Path group(int number) {
        return models().resolve("node_modules/@vladmandic/face-api/demo/sample" + number + ".jpg");
    }

    static Photo decoded(Path file) throws IOException {
        return new PhotoDecoder(PhotoLimits.DEFAULT).decode(file);
    }

    /// `photo` made `scale` times as large.
    static Photo scaled(Photo photo, double scale) {
        return part(photo, new Box(0, 0, photo.width(), photo.height()), (int) Math.round(photo.width() * scale), (int)
                Math.round(photo.height() * scale));
    }

    /// `photo` turned clockwise.
    static Photo turned(Photo photo, int quarters) {
        if (quarters == 0) return photo;
        Photo before = turned(photo, quarters - 1);
        int width = before.width();
        int height = before.height();
        byte[] rgb = new byte[before.rgb().length];
        for (int y = 0, from = 0; y < height; y++) {
            for (int x = 0; x < width; x++, from += 3) {
                System.arraycopy(before.rgb(), from, rgb, 3 * (x * height + height - 1 - y), 3);
            }
        }
        return Photo.of(height, width, rgb);
    }

    /// A part of `photo`, stretched to `width` × `height` pixels; grey beyond the frame.
    static Photo part(Photo photo, Box part, int width, int height) {
        float[] samples = new float[3 * width * height];
        new Pyramid(photo).sample(Sampling.ofBox(part, width, height), width, height, 128, samples);
        byte[] rgb = new byte[samples.length];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) Math.round(samples[i]);
        return Photo.of(width, height, rgb);
    }

    /// `photo` in a larger picture of faint noise.
    static Photo pasted(Photo photo, int width, int height, int left, int top) {
        byte[] rgb = noise(width, height, 100, 130).rgb();
        for (int y = 0; y < photo.height(); y++) {
            int to = 3 * ((top + y) * width + left);
            System.arraycopy(photo.rgb(), 3 * y * photo.width(), rgb, to, 3 * photo.width());
        }
        return Photo.of(width, height, rgb);
    }

    static Photo noise(int width, int height, int darkest, int brightest) {
        SplittableRandom random = new SplittableRandom(7);
        byte[] rgb = new byte[3 * width * height];
        IntStream.range(0, rgb.length).forEach(i -> rgb[i] = (byte) random.nextInt(darkest, brightest));
        return Photo.of(width, height, rgb);
    }

    /// Every sample of `photo` through `change`, 0..255.
    static Photo changed(Photo photo, IntUnaryOperator change) {
        byte[] rgb = new byte[photo.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) Math.clamp(change.applyAsInt(photo.rgb()[i] & 0xff), 0, 255);
        }
        return Photo.of(photo.width(), photo.height(), rgb);
    }
}
