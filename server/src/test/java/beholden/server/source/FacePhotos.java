package beholden.server.source;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;
import javax.imageio.ImageIO;

/// Photos of one face each, cut out of the demo's.
public final class FacePhotos {
    private static final Path SAMPLE = Path.of("../models/node_modules/@vladmandic/face-api/demo/sample1.jpg");

    private FacePhotos() {}

    /// The right-most person of sample 1.
    public static byte[] face() throws IOException {
        return cut(1420, 140, 330, 360);
    }

    /// A photo's picture of a face, cut and encoded anew.
    public static byte[] sameFaceAgain() throws IOException {
        return cut(1400, 120, 370, 400);
    }

    /// That face so small that its eyes are 17 pixels apart.
    public static byte[] smallFace() throws IOException {
        Image face =
                ImageIO.read(new ByteArrayInputStream(face())).getScaledInstance(72, 79, Image.SCALE_AREA_AVERAGING);
        BufferedImage small = new BufferedImage(72, 79, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(face, 0, 0, null);
        graphics.dispose();
        return jpeg(small);
    }

    /// That face nine times on one photo.
    public static byte[] collage() throws IOException {
        BufferedImage face = ImageIO.read(new ByteArrayInputStream(face()));
        int width = face.getWidth();
        int height = face.getHeight();
        BufferedImage all = new BufferedImage(3 * width, 3 * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        for (int x = 0; x < 3; x++) {
            for (int y = 0; y < 3; y++) graphics.drawImage(face, x * width, y * height, null);
        }
        graphics.dispose();
        return jpeg(all);
    }

    /// A corner with nobody on it.
    public static byte[] withoutFace() throws IOException {
        return cut(0, 0, 64, 64);
    }

    private static byte[] cut(int x, int y, int width, int height) throws IOException {
        assumeTrue(
                Files.exists(SAMPLE),
                "skipped: no demo photos; install them with: npm ci --ignore-scripts --prefix models");
        return jpeg(ImageIO.read(SAMPLE.toFile()).getSubimage(x, y, width, height));
    }

    private static byte[] jpeg(BufferedImage photo) throws IOException {
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(photo, "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    /// A photo in other bytes: a comment segment is put in front.
    public static byte[] withComment(byte[] jpeg, String comment) {
        byte[] text = comment.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(jpeg.length + text.length + 4)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) (text.length + 2))
                .put(text)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /// Makes so many files of different bytes, `000.jpg` and so on.
    public static SequencedMap<String, byte[]> many(int count) throws IOException {
        byte[] face = face();
        SequencedMap<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            files.put("%03d.jpg".formatted(i), withComment(face, "number " + i));
        }
        return files;
    }
}
