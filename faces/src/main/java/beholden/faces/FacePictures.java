package beholden.faces;

import beholden.faces.photo.Jpeg;
import beholden.faces.photo.Photo;
import java.util.List;

/// Small JPEGs to show and keep: the crop of a face, a thumbnail of a whole photo, a face aligned on the eyes. None
/// carries metadata.
public final class FacePictures {
    /// A crop shows half a box more on every side, so that another pack can find and align the face anew in it.
    public static final float CROP_MARGIN = 0.5f;

    private static final int CROP_SIDE = 384;
    private static final int THUMBNAIL_SIDE = 320;
    private static final int JPEG_QUALITY = 92;

    /// Steps of [#within]: first the quality goes down as far as faces bear it, then the size.
    private static final int[] QUALITIES = {JPEG_QUALITY, 85, 75};

    private static final double SMALLER = 0.8;

    /// Smaller sizes are passed over while a JPEG that shrinks with its pixels would be larger than allowed by so
    /// much: pictures with more detail for each pixel shrink less.
    private static final double SURELY = 1.2;

    /// Positions of the eyes in an aligned picture of side 1, which shows the whole head with some hair and neck.
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

    /// A picture that is wanted of a photo.
    ///
    /// @param part  area of the photo
    /// @param side  most pixels a side; a smaller area is never enlarged
    /// @param bytes most bytes of the JPEG; where it would take more, its quality is lowered, then its size
    public record Wanted(Box part, int side, int bytes) {}

    /// Pictures of a photo, each within its limits.
    public static List<byte[]> within(Photo photo, List<Wanted> pictures) {
        Pyramid pyramid = new Pyramid(photo);
        return pictures.stream().map(wanted -> within(pyramid, wanted)).toList();
    }

    private static byte[] within(Pyramid pyramid, Wanted wanted) {
        double side = Math.min(
                wanted.side(), Math.max(wanted.part().width(), wanted.part().height()));
        while (side >= 1) {
            Photo picture = picture(pyramid, wanted.part(), (int) side);
            byte[] best = Jpeg.encode(picture, QUALITIES[0]);
            if (best.length <= wanted.bytes()) return best;
            // then the lowest: if it is too large, so are those between
            byte[] smallest = Jpeg.encode(picture, QUALITIES[QUALITIES.length - 1]);
            if (smallest.length <= wanted.bytes()) return between(picture, wanted.bytes(), smallest);
            double expected = smallest.length;
            do {
                side *= SMALLER;
                expected *= SMALLER * SMALLER;
            } while (expected > SURELY * wanted.bytes());
        }
        throw new IllegalArgumentException("no JPEG has " + wanted.bytes() + " bytes");
    }

    private static byte[] between(Photo picture, int bytes, byte[] smallest) {
        for (int i = 1; i < QUALITIES.length - 1; i++) {
            byte[] jpeg = Jpeg.encode(picture, QUALITIES[i]);
            if (jpeg.length <= bytes) return jpeg;
        }
        return smallest;
    }

    /// A face of a photo with its eyes level and at the same places as in every such picture.
    ///
    /// @param side pixels a side; a small face is enlarged to it
    public static AlignedFace aligned(Photo photo, Landmarks landmarks, int side) {
        List<Point> eyes = List.of(scaled(LEFT_EYE, side), scaled(RIGHT_EYE, side));
        SimilarityTransform upright = SimilarityTransform.fit(List.of(landmarks.leftEye(), landmarks.rightEye()), eyes);
        Photo picture = picture(new Pyramid(photo), Sampling.through(upright), side, side);
        return new AlignedFace(
                Jpeg.encode(picture, JPEG_QUALITY),
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
        return Jpeg.encode(picture(photo, part, side), JPEG_QUALITY);
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
        // rounded: samples are 0 to 255
        for (int i = 0; i < rgb.length; i++) rgb[i] = (byte) (samples[i] + 0.5f);
        return Photo.of(width, height, rgb);
    }
}
