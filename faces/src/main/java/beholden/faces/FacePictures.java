package beholden.faces;

import beholden.faces.photo.Photo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Small JPEGs to show and keep: the crop of a face, and a thumbnail of a whole photo. Neither carries metadata.
public final class FacePictures {
    /// A crop shows half a box more on every side, so that another pack can find and align the face anew in it.
    public static final float CROP_MARGIN = 0.5f;

    private static final int CROP_SIDE = 384;
    private static final int THUMBNAIL_SIDE = 320;
    private static final float JPEG_QUALITY = 0.92f;

    private FacePictures() {}

    /// A face with its surroundings, at most 384 pixels a side, never enlarged; black beyond the photo's frame.
    public static byte[] crop(Photo photo, Box face) {
        return crop(new Pyramid(photo), face);
    }

    static byte[] crop(Pyramid photo, Box face) {
        return jpeg(photo, face.grownBy(CROP_MARGIN), CROP_SIDE);
    }

    /// The whole photo, at most 320 pixels a side, never enlarged.
    public static byte[] thumbnail(Photo photo) {
        return thumbnail(new Pyramid(photo));
    }

    static byte[] thumbnail(Pyramid photo) {
        return jpeg(photo, new Box(0, 0, photo.width(), photo.height()), THUMBNAIL_SIDE);
    }

    private static byte[] jpeg(Pyramid photo, Box part, int side) {
        double scale = Math.min(1, side / (double) Math.max(part.width(), part.height()));
        int width = Math.max(1, (int) Math.round(part.width() * scale));
        int height = Math.max(1, (int) Math.round(part.height() * scale));
        float[] samples = new float[3 * width * height];
        photo.sample(Sampling.ofBox(part, width, height), width, height, 0, samples);
        byte[] rgb = new byte[samples.length];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) Math.round(samples[i]);
        return encode(Photo.of(width, height, rgb).toImage());
    }

    private static byte[] encode(BufferedImage image) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(JPEG_QUALITY);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), how);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory cannot be written", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
