package beholden.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/// Photos made for tests out of the real ones.
final class TestPhotos {
    private TestPhotos() {}

    /// One face, small: the right-most of sample 1 with what is around it, 300 × 330 pixels.
    static byte[] oneFace() throws IOException {
        BufferedImage photo = ImageIO.read(Cli.sample(1).toFile());
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(photo.getSubimage(1420, 140, 330, 360), "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    /// The same picture in other bytes: a comment segment is put in front.
    static byte[] withComment(byte[] jpeg, String comment) {
        byte[] text = comment.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(jpeg.length + text.length + 4)
                .put(jpeg, 0, 2)
                .putShort((short) 0xFFFE)
                .putShort((short) (text.length + 2))
                .put(text)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /// A folder of `count` different files of one face each.
    static Path folderOf(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        byte[] face = oneFace();
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve("%04d.jpg".formatted(i)), withComment(face, "number " + i));
        }
        return folder;
    }

    static byte[] cutInHalf(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    /// The start of a PNG file that says it has this size, and little else.
    static byte[] pngHeader(int width, int height) {
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(header);
        return ByteBuffer.allocate(8 + 4 + 17 + 4)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .putInt(13)
                .put(header)
                .putInt((int) crc.getValue())
                .array();
    }
}
