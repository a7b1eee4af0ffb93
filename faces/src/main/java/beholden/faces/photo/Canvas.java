package beholden.faces.photo;

import java.util.Arrays;

/// A white picture on which the first frame of an animation is laid.
///
/// @param width  pixels of the whole picture
/// @param height pixels of the whole picture
/// @param left   first column of the frame
/// @param top    first row of the frame
record Canvas(int width, int height, int left, int top) {
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
