package beholden.faces.pack;

import java.util.Map;

/// Reads boxes from the maps of an Ultra-Light-Fast-Generic-Face-Detector (Linzaer 2019), as its last convolutions
/// give them.
///
/// A map has cells of 8, 16, 32 or 64 pixels, and each cell has two or three anchors: squares around its centre. For
/// each anchor there are two logits (no face, face) and four offsets from it. The network's own last nodes decode all
/// of the 4,420 anchors of an input of 320 × 240; here only those are decoded that score enough.
public final class UltraFaceGrid {
    /// Pixels a cell, a map each.
    static final int[] STRIDES = {8, 16, 32, 64};

    /// Sides of the anchors of each map, in pixels.
    private static final float[][] ANCHORS = {{10, 16, 24}, {32, 48}, {64, 96}, {128, 192, 256}};

    private static final float CENTRE_VARIANCE = 0.1f;
    private static final float SIZE_VARIANCE = 0.2f;

    private final int width;
    private final int height;

    /// @param width  pixels of the network's input
    /// @param height pixels of the network's input
    public UltraFaceGrid(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /// Takes a box, in pixels of the input.
    @FunctionalInterface
    public interface Sink {
        void take(float left, float top, float right, float bottom, float score);
    }

    static String scores(int stride) {
        return "scores_" + stride;
    }

    static String boxes(int stride) {
        return "boxes_" + stride;
    }

    /// Whether `outputs` are maps, and not boxes that the network decoded itself.
    public static boolean isIn(Map<String, float[]> outputs) {
        return outputs.containsKey(scores(STRIDES[0]));
    }

    /// Gives every box scored at least `threshold` to `sink`, in the order of the network's own decoding.
    ///
    /// @param outputs maps by name
    /// @throws IllegalArgumentException if a map is missing or has another size
    public void decode(Map<String, float[]> outputs, float threshold, Sink sink) {
        for (int map = 0; map < STRIDES.length; map++) {
            int columns = Math.ceilDiv(width, STRIDES[map]);
            int rows = Math.ceilDiv(height, STRIDES[map]);
            int cells = columns * rows;
            int anchors = ANCHORS[map].length;
            float[] logits = map(outputs, scores(STRIDES[map]), 2 * anchors * cells);
            float[] offsets = map(outputs, boxes(STRIDES[map]), 4 * anchors * cells);
            for (int cell = 0; cell < cells; cell++) {
                for (int a = 0; a < anchors; a++) {
                    float none = logits[2 * a * cells + cell];
                    float face = logits[(2 * a + 1) * cells + cell];
                    float score = (float) (1 / (1 + Math.exp((double) none - face)));
                    if (score < threshold) continue;
                    float side = ANCHORS[map][a];
                    float anchorWidth = Math.min(side, width);
                    float anchorHeight = Math.min(side, height);
                    int at = 4 * a * cells + cell;
                    float x = (cell % columns + 0.5f) * width / columns + offsets[at] * CENTRE_VARIANCE * anchorWidth;
                    float y = (cell / columns + 0.5f) * height / rows
                            + offsets[at + cells] * CENTRE_VARIANCE * anchorHeight;
                    float right = (float) Math.exp(offsets[at + 2 * cells] * SIZE_VARIANCE) * anchorWidth / 2;
                    float down = (float) Math.exp(offsets[at + 3 * cells] * SIZE_VARIANCE) * anchorHeight / 2;
                    sink.take(x - right, y - down, x + right, y + down, score);
                }
            }
        }
    }

    private static float[] map(Map<String, float[]> outputs, String name, int length) {
        float[] values = outputs.get(name);
        if (values == null)
            throw new IllegalArgumentException("the detector has no map '" + name + "'; it has " + outputs.keySet());
        if (values.length != length) {
            throw new IllegalArgumentException("the detector's map '" + name + "' has " + values.length + " values; "
                    + length + " belong to its input size");
        }
        return values;
    }
}
