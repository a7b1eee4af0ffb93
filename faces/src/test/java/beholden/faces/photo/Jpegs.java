package beholden.faces.photo;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/// Makes JPEG files for tests.
final class Jpegs {
    static final int EXIF = 0xe1;
    static final int ADOBE = 0xee;
    private static final int ICC = 0xe2;

    private Jpegs() {}

    static byte[] of(BufferedImage image) {
        return written(new IIOImage(image, List.of(), null), false);
    }

    static byte[] progressive(BufferedImage image) {
        return written(new IIOImage(image, List.of(), null), true);
    }

    /// A picture with something in every block.
    static BufferedImage scene(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int red = 128 + (int) (100 * Math.sin(x * 0.13 + y * 0.05));
                int green = 128 + (int) (100 * Math.cos(x * 0.04 - y * 0.21));
                image.setRGB(x, y, red << 16 | green << 8 | (x * 7 + y * 13) % 256);
            }
        }
        return image;
    }

    static byte[] quadrants() {
        return of(Quadrants.image(BufferedImage.TYPE_3BYTE_BGR));
    }

    static byte[] gray() {
        var image = new BufferedImage(Quadrants.WIDTH, Quadrants.HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < Quadrants.HEIGHT; y++) {
            for (int x = 0; x < Quadrants.WIDTH; x++) {
                image.getRaster().setSample(x, y, 0, Quadrants.gray(x, y));
            }
        }
        return of(image);
    }

    /// A JPEG of four channels, the samples of each field given as they are to be stored.
    static byte[] fourChannels(int[][] fields, int adobeTransform) {
        WritableRaster raster = Raster.createInterleavedRaster(0, Quadrants.WIDTH, Quadrants.HEIGHT, 4, null);
        for (int y = 0; y < Quadrants.HEIGHT; y++) {
            for (int x = 0; x < Quadrants.WIDTH; x++) {
                raster.setPixel(x, y, fields[Quadrants.COLORS.indexOf(Quadrants.at(x, y))]);
            }
        }
        byte[] plain = written(new IIOImage(raster, List.of(), null), false);
        byte[] adobe = ByteBuffer.allocate(12)
                .put("Adobe".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 100)
                .putInt(0)
                .put((byte) adobeTransform)
                .array();
        return withSegment(plain, ADOBE, adobe);
    }

    /// `jpeg` with a segment put in after its start.
    static byte[] withSegment(byte[] jpeg, int marker, byte[] body) {
        return ByteBuffer.allocate(jpeg.length + 4 + body.length)
                .put(jpeg, 0, 2)
                .put((byte) 0xff)
                .put((byte) marker)
                .putShort((short) (body.length + 2))
                .put(body)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    static byte[] withExif(byte[] jpeg, byte[] exif) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(exif);
        return withSegment(jpeg, EXIF, body.toByteArray());
    }

    /// `jpeg` with a profile in two parts, the second first.
    static byte[] withProfile(byte[] jpeg, byte[] profile) {
        int half = profile.length / 2;
        byte[] first = withSegment(jpeg, ICC, profilePart(1, Arrays.copyOfRange(profile, 0, half)));
        return withSegment(first, ICC, profilePart(2, Arrays.copyOfRange(profile, half, profile.length)));
    }

    private static byte[] profilePart(int number, byte[] part) {
        return ByteBuffer.allocate(14 + part.length)
                .put("ICC_PROFILE\0".getBytes(StandardCharsets.ISO_8859_1))
                .put((byte) number)
                .put((byte) 2)
                .put(part)
                .array();
    }

    /// A JPEG whose colours are stored as red, green and blue.
    static byte[] rgb(BufferedImage image) {
        WritableRaster raster = Raster.createInterleavedRaster(0, image.getWidth(), image.getHeight(), 3, null);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                raster.setPixel(x, y, new int[] {rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff});
            }
        }
        return withJfif(written(new IIOImage(raster, List.of(), null), false));
    }

    /// A JPEG whose three components of YCbCr are all as large as the picture.
    static byte[] fullColors(BufferedImage image) {
        WritableRaster raster = Raster.createInterleavedRaster(0, image.getWidth(), image.getHeight(), 3, null);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                double r = rgb >> 16 & 0xff;
                double g = rgb >> 8 & 0xff;
                double b = rgb & 0xff;
                // JFIF 1.02
                raster.setPixel(x, y, new double[] {
                    0.299 * r + 0.587 * g + 0.114 * b,
                    128 - 0.168736 * r - 0.331264 * g + 0.5 * b,
                    128 + 0.5 * r - 0.418688 * g - 0.081312 * b
                });
            }
        }
        return withJfif(written(new IIOImage(raster, List.of(), null), false));
    }

    private static byte[] withJfif(byte[] jpeg) {
        return withSegment(jpeg, 0xe0, new byte[] {'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0});
    }

    private static byte[] written(IIOImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(0.95f);
            how.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            writer.setOutput(out);
            writer.write(null, image, how);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
