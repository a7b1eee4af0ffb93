package beholden.faces;

import beholden.faces.photo.Photo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/// Small JPEGs to show and keep: the crop of a face, a thumbnail of a whole photo, a face aligned on the eyes. None
/// carries metadata.
public final class FacePictures {
    /// A crop shows half a box more on every side, so that another pack can find and align the face anew in it.
    public static final float CROP_MARGIN = 0.5f;

    private static final int CROP_SIDE = 384;
    private static final int THUMBNAIL_SIDE = 320;
    private static final float JPEG_QUALITY = 0.92f;

    /// Steps of [#within]: first the quality goes down as far as faces bear it, then the size.
    private static final float[] QUALITIES = {JPEG_QUALITY, 0.85f, 0.75f};

    private static final double SMALLER = 0.8;

    /// Where the eyes lie in an aligned picture of side 1: it shows the whole head with some hair and neck.
    private static final Point LEFT_EYE = new Point(0.36f, 0.42f);

    private static final Point RIGHT_EYE = new Point(0.64f, 0.42f);

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

    /// Parts of a photo, each in at most `bytes` bytes; where one would take more, its quality is lowered, then its
    /// size.
    ///
    /// @param side pixels a side at most, never enlarged
    public static List<byte[]> within(Photo photo, List<Box> parts, int side, int bytes) {
        Pyramid pyramid = new Pyramid(photo);
        return parts.stream().map(part -> within(pyramid, part, side, bytes)).toList();
    }

    private static byte[] within(Pyramid pyramid, Box part, int side, int bytes) {
        for (double longest = side; longest >= 1; longest *= SMALLER) {
            Photo picture = picture(pyramid, part, (int) longest);
            for (float quality : QUALITIES) {
                byte[] jpeg = encode(picture.toImage(), quality);
                if (jpeg.length <= bytes) return jpeg;
            }
        }
        throw new IllegalArgumentException("no JPEG has " + bytes + " bytes");
    }

    /// A face of a photo with its eyes level and at the same places as in every such picture.
    ///
    /// @param side pixels a side; a small face is enlarged to it
    public static AlignedFace aligned(Photo photo, Landmarks landmarks, int side) {
        List<Point> eyes = List.of(scaled(LEFT_EYE, side), scaled(RIGHT_EYE, side));
        SimilarityTransform upright = SimilarityTransform.fit(List.of(landmarks.leftEye(), landmarks.rightEye()), eyes);
        Photo picture = picture(new Pyramid(photo), Sampling.through(upright), side, side);
        return new AlignedFace(
                encode(picture.toImage(), JPEG_QUALITY),
                new Landmarks(
                        upright.apply(landmarks.leftEye()),
                        upright.apply(landmarks.rightEye()),
                        upright.apply(landmarks.nose()),
                        upright.apply(landmarks.leftMouth()),
                        upright.apply(landmarks.rightMouth())));
    }

    private static Point scaled(Point point, int side) {
        return new Point(point.x() * side, point.y() * side);
    }

    private static byte[] jpeg(Pyramid photo, Box part, int side) {
        return encode(picture(photo, part, side).toImage(), JPEG_QUALITY);
    }

    private static Photo picture(Pyramid photo, Box part, int side) {
        double scale = Math.min(1, side / (double) Math.max(part.width(), part.height()));
        int width = Math.max(1, (int) Math.round(part.width() * scale));
        int height = Math.max(1, (int) Math.round(part.height() * scale));
        return picture(photo, Sampling.ofBox(part, width, height), width, height);
    }

    private static Photo picture(Pyramid photo, Sampling at, int width, int height) {
        float[] samples = new float[3 * width * height];
        photo.sample(at, width, height, 0, samples);
        byte[] rgb = new byte[samples.length];
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) Math.round(samples[i]);
        return Photo.of(width, height, rgb);
    }

    private static byte[] encode(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(quality);
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
