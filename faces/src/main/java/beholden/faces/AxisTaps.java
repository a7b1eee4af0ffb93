package beholden.faces;

/// Source pixels that each resampled pixel of one axis is made of, and their weights.
///
/// Every target pixel is the mean of one or two points on the axis, each interpolated between two pixel centres: at
/// most three neighbouring pixels. Weights of pixels beyond the frame are left out.
///
/// @param first  index of the first of each target pixel's three source pixels; all three are in the frame
/// @param weight three weights for each target pixel
/// @param inside sum of each target pixel's weights, below 1 where it reaches beyond the frame
record AxisTaps(int[] first, float[] weight, float[] inside) {
    private static final int TAPS = 3;

    /// @param length  pixels of the source axis
    /// @param size    target pixels
    /// @param step    source pixels a target pixel spans, below 2
    /// @param start   position in the source at which the first target pixel begins
    /// @param points  1 or 2 points a target pixel
    static AxisTaps of(int length, int size, double step, double start, int points) {
        int[] first = new int[size];
        float[] weight = new float[TAPS * size];
        float[] inside = new float[size];
        for (int i = 0; i < size; i++) {
            double leading = start + step * (i + 0.5 / points) - 0.5;
            int from = Math.clamp((int) Math.floor(leading), 0, Math.max(0, length - TAPS));
            first[i] = from;
            for (int p = 0; p < points; p++) {
                double at = start + step * (i + (p + 0.5) / points) - 0.5;
                int pixel = (int) Math.floor(at);
                float share = (float) (at - pixel);
                add(weight, inside, i, from, pixel, length, (1 - share) / points);
                add(weight, inside, i, from, pixel + 1, length, share / points);
            }
        }
        return new AxisTaps(first, weight, inside);
    }

    private static void add(float[] weight, float[] inside, int i, int from, int pixel, int length, float share) {
        if (pixel < 0 || pixel >= length || share == 0) return;
        weight[TAPS * i + pixel - from] += share;
        inside[i] += share;
    }
}
