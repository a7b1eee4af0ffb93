package beholden.faces.photo;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/// Makes TIFF structures for tests, tag by tag: files and EXIF blocks.
final class Tiffs {
    static final int RGB = 2;
    static final int CMYK = 5;

    private record Value(int type, int count, byte[] bytes) {}

    private final ByteOrder order;
    private final TreeMap<Integer, Value> tags = new TreeMap<>();
    private byte[] pixels = {};

    Tiffs(ByteOrder order) {
        this.order = order;
    }

    static byte[] quadrants() {
        return picture(ByteOrder.LITTLE_ENDIAN, RGB, 8, (x, y) -> Pngs.rgb(x, y, 1))
                .bytes();
    }

    /// The test picture without compression.
    static Tiffs picture(ByteOrder order, int photometric, int bits, Pngs.Pixel pixel) {
        int samples = pixel.at(0, 0).length;
        var pixels = ByteBuffer.allocate(Quadrants.WIDTH * Quadrants.HEIGHT * samples * bits / 8)
                .order(order);
        for (int y = 0; y < Quadrants.HEIGHT; y++) {
            for (int x = 0; x < Quadrants.WIDTH; x++) {
                for (int sample : pixel.at(x, y)) {
                    if (bits == 16) {
                        pixels.putShort((short) sample);
                    } else {
                        pixels.put((byte) sample);
                    }
                }
            }
        }
        int[] bitsOfEach = new int[samples];
        Arrays.fill(bitsOfEach, bits);
        var tiff = new Tiffs(order)
                .shorts(256, Quadrants.WIDTH)
                .shorts(257, Quadrants.HEIGHT)
                .shorts(258, bitsOfEach)
                .shorts(259, 1)
                .shorts(262, photometric)
                .longs(273, 8)
                .shorts(277, samples)
                .shorts(278, Quadrants.HEIGHT)
                .longs(279, pixels.capacity());
        tiff.pixels = pixels.array();
        return tiff;
    }

    /// A TIFF that holds a JPEG of the given size in one strip.
    static Tiffs jpeg(int width, int height, int photometric, byte[] jpeg) {
        var tiff = new Tiffs(ByteOrder.LITTLE_ENDIAN)
                .shorts(256, width)
                .shorts(257, height)
                .shorts(258, 8, 8, 8)
                .shorts(259, 7)
                .shorts(262, photometric)
                .longs(273, 8)
                .shorts(277, 3)
                .shorts(278, height)
                .longs(279, jpeg.length);
        tiff.pixels = jpeg;
        return tiff;
    }

    /// The pictures of several files, each a page of one.
    static byte[] pages(Tiffs... pages) {
        var file = new ByteArrayOutputStream();
        file.writeBytes("II*\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
        int pointer = 4;
        byte[] whole = file.toByteArray();
        for (Tiffs page : pages) {
            int pixels = whole.length;
            page.longs(273, pixels);
            int at = pixels + page.pixels.length;
            byte[] directory = page.directory(at);
            whole = ByteBuffer.allocate(at + directory.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(whole)
                    .put(page.pixels)
                    .put(directory)
                    .putInt(pointer, at)
                    .array();
            pointer = at + 2 + 12 * page.tags.size();
        }
        return whole;
    }

    /// An EXIF block.
    static byte[] exif(int orientation, String dateTimeOriginal) {
        var details = new Tiffs(ByteOrder.BIG_ENDIAN).text(36867, dateTimeOriginal);
        // The second directory follows the first: header, count, two entries, end.
        int at = 8 + 2 + 2 * 12 + 4;
        byte[] first = new Tiffs(ByteOrder.BIG_ENDIAN)
                .shorts(274, orientation)
                .longs(34665, at)
                .bytes();
        byte[] second = details.directory(at);
        return ByteBuffer.allocate(first.length + second.length)
                .put(first)
                .put(second)
                .array();
    }

    /// The test picture written by Java's own writer.
    static byte[] compressed(String compression) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionType(compression);
            writer.setOutput(out);
            writer.write(null, new IIOImage(Quadrants.image(BufferedImage.TYPE_3BYTE_BGR), List.of(), null), how);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    Tiffs shorts(int tag, int... values) {
        var bytes = ByteBuffer.allocate(2 * values.length).order(order);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return value(tag, 3, values.length, bytes.array());
    }

    Tiffs longs(int tag, int... values) {
        var bytes = ByteBuffer.allocate(4 * values.length).order(order);
        for (int value : values) {
            bytes.putInt(value);
        }
        return value(tag, 4, values.length, bytes.array());
    }

    Tiffs text(int tag, String text) {
        byte[] bytes = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
        return value(tag, 2, bytes.length, bytes);
    }

    /// A value whose count may be a lie.
    Tiffs value(int tag, int type, int count, byte[] bytes) {
        tags.put(tag, new Value(type, count, bytes));
        return this;
    }

    byte[] bytes() {
        byte[] directory = directory(8 + pixels.length);
        return ByteBuffer.allocate(8 + pixels.length + directory.length)
                .order(order)
                .put((order == ByteOrder.BIG_ENDIAN ? "MM\0*" : "II*\0").getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8 + pixels.length)
                .put(pixels)
                .put(directory)
                .array();
    }

    private byte[] directory(int at) {
        int length = 2 + 12 * tags.size() + 4;
        var entries = ByteBuffer.allocate(length).order(order);
        var values = new ByteArrayOutputStream();
        entries.putShort((short) tags.size());
        tags.forEach((tag, value) -> {
            entries.putShort(tag.shortValue()).putShort((short) value.type).putInt(value.count);
            if (value.bytes.length <= 4) {
                entries.put(value.bytes).position(entries.position() + 4 - value.bytes.length);
            } else {
                entries.putInt(at + length + values.size());
                values.writeBytes(value.bytes);
            }
        });
        return ByteBuffer.allocate(length + values.size())
                .put(entries.array())
                .put(values.toByteArray())
                .array();
    }
}
