package beholden.cli;

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
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/// Photos made for tests out of the real ones.
public final class TestPhotos {
    private TestPhotos() {}

    /// One face, small: the right-most of sample 1 with what is around it, 300 × 330 pixels.
    public static byte[] oneFace() throws IOException {
        BufferedImage photo = ImageIO.read(Cli.sample(1).toFile());
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(photo.getSubimage(1420, 140, 330, 360), "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    /// That face so small that its eyes are 17 pixels apart, 72 × 79 pixels in all.
    public static byte[] smallFace() throws IOException {
        BufferedImage face = ImageIO.read(new ByteArrayInputStream(oneFace()));
        BufferedImage small = new BufferedImage(72, 79, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = small.createGraphics();
        graphics.drawImage(face.getScaledInstance(72, 79, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        graphics.dispose();
        ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
        ImageIO.write(small, "jpeg", jpeg);
        return jpeg.toByteArray();
    }

    /// A photo of the picture in `jpeg` with other bytes: a comment segment is put in front.
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

    /// A folder of `count` different files of one face each.
    public static Path folderOf(Path folder, int count) throws IOException {
        Files.createDirectories(folder);
        byte[] face = oneFace();
        for (int i = 0; i < count; i++) {
            Files.write(folder.resolve("%04d.jpg".formatted(i)), withComment(face, "number " + i));
        }
        return folder;
    }

    /// A TIFF whose pages all show the picture in `jpeg`.
    public static byte[] pages(byte[] jpeg, int count) throws IOException {
        BufferedImage page = ImageIO.read(new ByteArrayInputStream(jpeg));
        ImageWriter writer = ImageIO.getImageWritersByFormatName("tiff").next();
        ByteArrayOutputStream tiff = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(tiff)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (int i = 0; i < count; i++) writer.writeToSequence(new IIOImage(page, null, null), null);
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return tiff.toByteArray();
    }

    public static byte[] cutInHalf(byte[] file) {
        return Arrays.copyOf(file, file.length / 2);
    }

    /// A well-formed PNG file that says it has this size, and holds next to nothing.
    public static byte[] pngOfSize(int width, int height) {
        byte[] size = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        return ByteBuffer.allocate(8 + 3 * 12 + 13 + 8)
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'})
                .put(chunk("IHDR", size))
                .put(chunk("IDAT", new byte[] {0x78, (byte) 0x9C, 3, 0, 0, 0, 0, 1}))
                .put(chunk("IEND", new byte[0]))
                .array();
    }

    private static byte[] chunk(String type, byte[] content) {
        byte[] typed = ByteBuffer.allocate(4 + content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content)
                .array();
        CRC32 crc = new CRC32();
        crc.update(typed);
        return ByteBuffer.allocate(8 + typed.length)
                .putInt(content.length)
                .put(typed)
                .putInt((int) crc.getValue())
                .array();
    }
}
