package beholden.faces.photo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Makes PNG files for tests, chunk by chunk.
final class Pngs {
    static final int GRAY = 0;
    static final int RGB = 2;
    static final int PALETTE = 3;
    static final int GRAY_ALPHA = 4;
    static final int RGB_ALPHA = 6;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Pngs(int width, int height, int bits, int colorType) {
        bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        chunk(
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(width)
                        .putInt(height)
                        .put((byte) bits)
                        .put((byte) colorType)
                        .array());
    }

    /// The samples of one pixel of the test picture.
    interface Pixel {
        int[] at(int x, int y);
    }

    static byte[] quadrants() {
        return new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, RGB)
                .pixels(8, (x, y) -> rgb(x, y, 1))
                .end();
    }

    static int[] rgb(int x, int y, int scale) {
        var color = Quadrants.at(x, y);
        return new int[] {color.getRed() * scale, color.getGreen() * scale, color.getBlue() * scale};
    }

    Pngs chunk(String type, byte... body) {
        var crc = new CRC32();
        byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
        crc.update(name);
        crc.update(body);
        bytes.writeBytes(ByteBuffer.allocate(12 + body.length)
                .putInt(body.length)
                .put(name)
                .put(body)
                .putInt((int) crc.getValue())
                .array());
        return this;
    }

    /// The pixels of the test picture, 8 or 16 bits a sample.
    Pngs pixels(int bits, Pixel pixel) {
        return rows(Quadrants.HEIGHT, bits, pixel);
    }

    Pngs rows(int rows, int bits, Pixel pixel) {
        var raw = new ByteArrayOutputStream();
        for (int y = 0; y < rows; y++) {
            raw.write(0);
            for (int x = 0; x < Quadrants.WIDTH; x++) {
                for (int sample : pixel.at(x, y)) {
                    if (bits == 16) {
                        raw.write(sample >> 8);
                    }
                    raw.write(sample);
                }
            }
        }
        return chunk("IDAT", deflated(raw.toByteArray()));
    }

    byte[] end() {
        chunk("IEND");
        return bytes.toByteArray();
    }

    static byte[] deflated(byte[] raw) {
        var packed = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(packed)) {
            out.write(raw);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /// An iCCP chunk's body.
    static byte[] profile(byte[] profile) {
        var body = new ByteArrayOutputStream();
        body.writeBytes("a profile\0\0".getBytes(StandardCharsets.ISO_8859_1));
        body.writeBytes(deflated(profile));
        return body.toByteArray();
    }
}
