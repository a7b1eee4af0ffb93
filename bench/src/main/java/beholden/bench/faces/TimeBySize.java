package beholden.bench.faces;

import beholden.bench.LinePlot;
import beholden.bench.LinePlot.Axis;
import beholden.bench.LinePlot.Line;
import beholden.bench.Median;
import beholden.faces.FaceEngine;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// How the time for one photo grows with its size.
final class TimeBySize {
    private static final double[] MEGAPIXELS = {0.25, 0.5, 1, 2, 4, 8, 16, 24};
    private static final int ROUNDS = 3;

    private TimeBySize() {}

    /// @param file a photo that is made smaller and larger
    static LinePlot plot(FaceEngine engine, Path file, Consumer<String> progress) throws IOException {
        Photo photo = new PhotoDecoder(PhotoLimits.DEFAULT).decode(file);
        double[] all = new double[MEGAPIXELS.length];
        double[] inNetworks = new double[MEGAPIXELS.length];
        for (int i = 0; i < MEGAPIXELS.length; i++) {
            progress.accept("a photo of %s megapixels".formatted(MEGAPIXELS[i]));
            Photo resized = resized(photo, MEGAPIXELS[i] * 1e6);
            double[] millis = new double[ROUNDS];
            double[] network = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long before = engine.timeInNetworks().toNanos();
                long start = System.nanoTime();
                engine.faces(resized);
                millis[round] = (System.nanoTime() - start) / 1e6;
                network[round] = (engine.timeInNetworks().toNanos() - before) / 1e6;
            }
            all[i] = Median.of(millis);
            inNetworks[i] = Median.of(network);
        }
        return new LinePlot(
                "One photo through the face engine, one thread, faces of 32 pixels and more",
                new Axis("megapixels", true),
                new Axis("milliseconds", true),
                List.of(new Line("all", MEGAPIXELS, all), new Line("inside ONNX Runtime", MEGAPIXELS, inNetworks)));
    }

    private static Photo resized(Photo photo, double pixels) {
        double scale = Math.sqrt(pixels / ((double) photo.width() * photo.height()));
        int width = (int) Math.round(photo.width() * scale);
        int height = (int) Math.round(photo.height() * scale);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        draw.drawImage(photo.toImage(), 0, 0, width, height, null);
        draw.dispose();
        return Photo.of(image);
    }
}
