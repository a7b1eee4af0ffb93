package beholden.faces.photo;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.util.Arrays;

/// A white picture on which the first frame of an animation is laid.
///
/// @param width  pixels of the whole picture
/// @param height pixels of the whole picture
/// @param left   first column of the frame
/// @param top    first row of the frame
record Canvas(int width, int height, int left, int top) {
    /// Pixels of the whole for each of the frame, at most: animations begin with a frame that fills them. White takes
    /// no bytes to send, and costs as much to search for faces as anything else.
    private static final int MOST_TIMES = 4;

    /// @throws PhotoRefusedException if a frame of this size leaves most of the whole white
    void requireFilled(int frameWidth, int frameHeight, PhotoBytes file) throws PhotoRefusedException {
        if ((long) width * height > MOST_TIMES * (long) frameWidth * frameHeight) {
            throw file.refused(
                    Reason.TOO_COSTLY,
                    "its picture of %,d × %,d pixels fills less than a quarter of its frame of %,d × %,d; cut it out"
                            .formatted(frameWidth, frameHeight, width, height));
        }
    }

    /// The frame, in its place; the frame itself where it covers the whole.
    Samples around(Samples frame) {
        if (left == 0 && top == 0 && frame.width() == width && frame.height() == height) {
            return frame;
        }
        byte[] from = frame.toRgb();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(width, height))];
        Arrays.fill(rgb, (byte) 255);
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(from, 3 * y * frame.width(), rgb, 3 * ((top + y) * width + left), 3 * frame.width());
        }
        return new Samples(width, height, Channels.RGB, rgb);
    }
}
