package beholden.faces;

import beholden.faces.photo.Photo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A photo and its halvings, from which small pictures are taken without aliasing.
///
/// Level 0 is the whole photo; each further level has half the pixels a side, every pixel the mean of four. Of a very
/// large photo the first levels are not there, and places are in the whole photo's pixels all the same. Levels are made
/// when first asked for. 8 bits a channel throughout: a third more memory than the photo, no float copy.
final class Pyramid {

    /// One level: interleaved R, G, B.
    record Level(int width, int height, byte[] rgb) {}

    private final int width;
    private final int height;
    private final int finest;
    private final List<Level> levels = new ArrayList<>();

    Pyramid(Photo photo) {
        width = photo.width();
        height = photo.height();
        finest = photo.halvings();
        levels.add(new Level(photo.heldWidth(), photo.heldHeight(), photo.rgb()));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /// The first level that is there.
    int finest() {
        return finest;
    }

    /// The photo halved `n` times; sides are rounded up.
    ///
    /// @param n at least [#finest()]
    Level level(int n) {
        while (levels.size() <= n - finest) levels.add(halved(levels.getLast()));
        return levels.get(n - finest);
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
        int firstColumn = Math.max(0, -left);
        int columns = 3 * (Math.min(width, level.width() - left) - firstColumn);
        int rows = Math.min(height, level.height() - top);
        byte[] source = level.rgb();
        for (int y = Math.max(0, -top); y < rows; y++) {
            int from = 3 * ((top + y) * level.width() + left + firstColumn);
            int to = 3 * (y * width + firstColumn);
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
        while (step >= 2 || n < finest) {
            step /= 2;
            n++;
        }
        Level level = level(n);
        double unit = 1.0 / (1 << n);
        Sampling inLevel = new Sampling(
                at.xx() * unit, at.xy() * unit, at.x0() * unit, at.yx() * unit, at.yy() * unit, at.y0() * unit);
        int points = step > 1.25 ? 2 : 1;
        if (at.xy() == 0 && at.yx() == 0 && Math.min(level.width(), level.height()) >= 3) {
            upright(level, inLevel, points, width, height, outside, rgb);
        } else {
            turned(level, inLevel, points, width, height, outside, rgb);
        }
    }

    private static void upright(
            Level level, Sampling at, int points, int width, int height, float outside, float[] rgb) {
        AxisTaps columns = AxisTaps.of(level.width(), width, at.xx(), at.x0(), points);
        AxisTaps rows = AxisTaps.of(level.height(), height, at.yy(), at.y0(), points);
        int left = 3 * columns.first()[0];
        float[] blended = new float[3 * (columns.first()[width - 1] + 3) - left];
        FloatRows source = new FloatRows(level, left, blended.length);
        for (int y = 0, to = 0; y < height; y++) {
            source.blend(rows, y, blended);
            for (int x = 0; x < width; x++, to += 3) {
                int from = 3 * columns.first()[x] - left;
                float w0 = columns.weight()[3 * x];
                float w1 = columns.weight()[3 * x + 1];
                float w2 = columns.weight()[3 * x + 2];
                float beyond = outside * (1 - rows.inside()[y] * columns.inside()[x]);
                rgb[to] = w0 * blended[from] + w1 * blended[from + 3] + w2 * blended[from + 6] + beyond;
                rgb[to + 1] = w0 * blended[from + 1] + w1 * blended[from + 4] + w2 * blended[from + 7] + beyond;
                rgb[to + 2] = w0 * blended[from + 2] + w1 * blended[from + 5] + w2 * blended[from + 8] + beyond;
            }
        }
    }

    /// Rows of a level as floats, each made once as a picture goes down: sums of floats run in SIMD, those of bytes do
    /// not.
    private static final class FloatRows {
        private static final int KEPT = 3;

        private final Level level;
        private final int left;
        private final float[][] rows;
        private final int[] numbers = {-1, -1, -1};

        FloatRows(Level level, int left, int length) {
            this.level = level;
            this.left = left;
            this.rows = new float[KEPT][length];
        }

        void blend(AxisTaps taps, int y, float[] blended) {
            float[] a = row(taps.first()[y]);
            float[] b = row(taps.first()[y] + 1);
            float[] c = row(taps.first()[y] + 2);
            float wa = taps.weight()[3 * y];
            float wb = taps.weight()[3 * y + 1];
            float wc = taps.weight()[3 * y + 2];
            for (int i = 0; i < blended.length; i++) blended[i] = wa * a[i] + wb * b[i] + wc * c[i];
        }

        private float[] row(int y) {
            float[] row = rows[y % KEPT];
            if (numbers[y % KEPT] != y) {
                numbers[y % KEPT] = y;
                byte[] source = level.rgb();
                int from = 3 * y * level.width() + left;
                for (int i = 0; i < row.length; i++) row[i] = source[from + i] & 0xff;
            }
            return row;
        }
    }

    private static void turned(
            Level level, Sampling at, int points, int width, int height, float outside, float[] rgb) {
        float weight = 1f / (points * points);
        Bilinear from = new Bilinear(level, outside);
        float[] sum = new float[3];
        int to = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++, to += 3) {
                Arrays.fill(sum, 0);
                for (int j = 0; j < points; j++) {
                    double dy = y + (j + 0.5) / points;
                    for (int i = 0; i < points; i++) {
                        double dx = x + (i + 0.5) / points;
                        from.add(at.xx() * dx + at.xy() * dy + at.x0(), at.yx() * dx + at.yy() * dy + at.y0(), sum);
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
