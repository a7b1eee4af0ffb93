package beholden.faces;

import beholden.faces.photo.Photo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A photo and its halvings, from which small pictures are taken without aliasing.
///
/// Level 0 is the photo; each further level has half the pixels a side, every pixel the mean of four. Levels are
/// made
/// when
/// first asked for. 8 bits a channel throughout: a third more memory than the photo, no float copy.
final class Pyramid {

    /// One level: interleaved R, G, B.
    record Level(int width, int height, byte[] rgb) {}

    private final List<Level> levels = new ArrayList<>();

    Pyramid(Photo photo) {
        levels.add(new Level(photo.width(), photo.height(), photo.rgb()));
    }

    int width() {
        return levels.getFirst().width();
    }

    int height() {
        return levels.getFirst().height();
    }

    /// The photo halved `n` times; sides are rounded up.
    Level level(int n) {
        while (levels.size() <= n) levels.add(halved(levels.getLast()));
        return levels.get(n);
    }

    private static Level halved(Level from) {
        int width = (from.width() + 1) / 2;
        int height = (from.height() + 1) / 2;
        byte[] source = from.rgb();
        byte[] rgb = new byte[3 * width * height];
        int stride = 3 * from.width();
        int whole = from.width() / 2;
        for (int y = 0; y < height; y++) {
            int upper = 2 * y * stride;
            int lower = Math.min(2 * y + 1, from.height() - 1) * stride;
            int to = 3 * y * width;
            for (int x = 0; x < whole; x++, upper += 6, lower += 6, to += 3) {
                rgb[to] = mean(source[upper], source[upper + 3], source[lower], source[lower + 3]);
                rgb[to + 1] = mean(source[upper + 1], source[upper + 4], source[lower + 1], source[lower + 4]);
                rgb[to + 2] = mean(source[upper + 2], source[upper + 5], source[lower + 2], source[lower + 5]);
            }
            if (whole < width) {
                for (int c = 0; c < 3; c++) {
                    rgb[to + c] = mean(source[upper + c], source[upper + c], source[lower + c], source[lower + c]);
                }
            }
        }
        return new Level(width, height, rgb);
    }

    private static byte mean(byte a, byte b, byte c, byte d) {
        return (byte) (((a & 0xff) + (b & 0xff) + (c & 0xff) + (d & 0xff) + 2) >> 2);
    }

    /// Takes `width` × `height` pixels out of level `n`, as they are.
    ///
    /// @param outside value of what lies beyond the level's frame, 0..255
    /// @param rgb     filled with interleaved R, G, B, 0..255
    void tile(int n, int left, int top, int width, int height, float outside, float[] rgb) {
        Level level = level(n);
        Arrays.fill(rgb, outside);
        int columns = 3 * Math.min(width, level.width() - left);
        int rows = Math.min(height, level.height() - top);
        byte[] source = level.rgb();
        for (int y = 0; y < rows; y++) {
            int from = 3 * ((top + y) * level.width() + left);
            int to = 3 * y * width;
            for (int i = 0; i < columns; i++) rgb[to + i] = source[from + i] & 0xff;
        }
    }

    /// Takes a picture of `width` × `height` pixels out of the photo.
    ///
    /// Each pixel is the mean over the area it covers: from the level where it spans one to two pixels, four
    /// bilinear samples.
    ///
    /// @param outside value of what lies beyond the photo's frame, 0..255
    /// @param rgb     filled with interleaved R, G, B, 0..255
    void sample(Sampling at, int width, int height, float outside, float[] rgb) {
        int n = 0;
        double step = at.step();
        while (step >= 2) {
            step /= 2;
            n++;
        }
        Level level = level(n);
        double unit = 1.0 / (1 << n);
        int across = step > 1.25 ? 2 : 1;
        float weight = 1f / (across * across);
        Bilinear from = new Bilinear(level, outside);
        float[] sum = new float[3];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, to += 3) {
                sum[0] = 0;
                sum[1] = 0;
                sum[2] = 0;
                for (int j = 0; j < across; j++) {
                    double dy = y + (j + 0.5) / across;
                    for (int i = 0; i < across; i++) {
                        double dx = x + (i + 0.5) / across;
                        from.add(
                                (at.xx() * dx + at.xy() * dy + at.x0()) * unit,
                                (at.yx() * dx + at.yy() * dy + at.y0()) * unit,
                                sum);
                    }
                }
                rgb[to] = sum[0] * weight;
                rgb[to + 1] = sum[1] * weight;
                rgb[to + 2] = sum[2] * weight;
            }
        }
    }

    /// Bilinear interpolation between pixel centres.
    private static final class Bilinear {
        private final byte[] rgb;
        private final int width;
        private final int height;
        private final float outside;

        Bilinear(Level level, float outside) {
            this.rgb = level.rgb();
            this.width = level.width();
            this.height = level.height();
            this.outside = outside;
        }

        void add(double x, double y, float[] sum) {
            double left = Math.floor(x - 0.5);
            double top = Math.floor(y - 0.5);
            float fx = (float) (x - 0.5 - left);
            float fy = (float) (y - 0.5 - top);
            int px = (int) left;
            int py = (int) top;
            if (px >= 0 && py >= 0 && px + 1 < width && py + 1 < height) {
                int a = 3 * (py * width + px);
                int b = a + 3 * width;
                for (int c = 0; c < 3; c++) {
                    float upper = (rgb[a + c] & 0xff) * (1 - fx) + (rgb[a + 3 + c] & 0xff) * fx;
                    float lower = (rgb[b + c] & 0xff) * (1 - fx) + (rgb[b + 3 + c] & 0xff) * fx;
                    sum[c] += upper * (1 - fy) + lower * fy;
                }
            } else {
                addAtEdge(px, py, fx, fy, sum);
            }
        }

        private void addAtEdge(int px, int py, float fx, float fy, float[] sum) {
            for (int c = 0; c < 3; c++) {
                float upper = pixel(px, py, c) * (1 - fx) + pixel(px + 1, py, c) * fx;
                float lower = pixel(px, py + 1, c) * (1 - fx) + pixel(px + 1, py + 1, c) * fx;
                sum[c] += upper * (1 - fy) + lower * fy;
            }
        }

        private float pixel(int x, int y, int c) {
            if (x < 0 || y < 0 || x >= width || y >= height) return outside;
            return rgb[3 * (y * width + x) + c] & 0xff;
        }
    }
}
