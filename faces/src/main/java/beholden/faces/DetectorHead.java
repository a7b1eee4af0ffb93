package beholden.faces;

import beholden.faces.pack.Head;
import beholden.faces.pack.UltraFaceGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads faces from the outputs of one kind of detector.
sealed interface DetectorHead {

    /// Boxes scored at least `threshold`, in input pixels, unsorted and overlapping.
    ///
    /// @param outputs tensors by name, in the network's order
    /// @throws IllegalArgumentException if the outputs are not those of this kind
    List<Detection> decode(Map<String, float[]> outputs, float threshold);

    /// The head of a detector that was shown a picture of `width` × `height` pixels.
    static DetectorHead of(Head.Detector head, int width, int height) {
        return switch (head.kind()) {
            case ULTRAFACE -> new UltraFace(width, height);
            case YUNET -> new YuNet(width, height);
            case SCRFD -> new Scrfd(width, height);
        };
    }

    int[] STRIDES = {8, 16, 32};

    private static float[] output(Map<String, float[]> outputs, String name, int length) {
        float[] values = outputs.get(name);
        if (values == null)
            throw new IllegalArgumentException("the detector has no output '" + name + "'; it has " + outputs.keySet());
        return checked(name, values, length);
    }

    private static float[] checked(String name, float[] values, int length) {
        if (values.length != length) {
            throw new IllegalArgumentException("the detector's output '" + name + "' has " + values.length + " values; "
                    + length + " belong to this kind and input size");
        }
        return values;
    }

    private static void addIfBox(
            List<Detection> found,
            float left,
            float top,
            float right,
            float bottom,
            float score,
            @Nullable Landmarks landmarks) {
        if (left < right && top < bottom) found.add(new Detection(new Box(left, top, right, bottom), score, landmarks));
    }

    /// Ultra-Light-Fast-Generic-Face-Detector: boxes come decoded, as fractions of the input, or as the maps they are
    /// decoded from.
    record UltraFace(int width, int height) implements DetectorHead {
        @Override
        public List<Detection> decode(Map<String, float[]> outputs, float threshold) {
            if (UltraFaceGrid.isIn(outputs)) {
                List<Detection> found = new ArrayList<>();
                new UltraFaceGrid(width, height)
                        .decode(
                                outputs,
                                threshold,
                                (left, top, right, bottom, score) ->
                                        addIfBox(found, left, top, right, bottom, score, null));
                return found;
            }
            float[] scores = outputs.get("scores");
            int n = scores == null ? 0 : scores.length / 2;
            scores = output(outputs, "scores", 2 * n);
            float[] boxes = output(outputs, "boxes", 4 * n);
            List<Detection> found = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                float score = scores[2 * i + 1];
                if (score < threshold) continue;
                int b = 4 * i;
                addIfBox(
                        found,
                        boxes[b] * width,
                        boxes[b + 1] * height,
                        boxes[b + 2] * width,
                        boxes[b + 3] * height,
                        score,
                        null);
            }
            return found;
        }
    }

    /// YuNet (Wu et al. 2023): per cell a class and an object score, a centre offset and log sizes in strides, five
    /// points in strides.
    record YuNet(int width, int height) implements DetectorHead {
        @Override
        public List<Detection> decode(Map<String, float[]> outputs, float threshold) {
            List<Detection> found = new ArrayList<>();
            for (int stride : STRIDES) {
                int columns = width / stride;
                int cells = columns * (height / stride);
                float[] classes = output(outputs, "cls_" + stride, cells);
                float[] objects = output(outputs, "obj_" + stride, cells);
                float[] boxes = output(outputs, "bbox_" + stride, 4 * cells);
                float[] points = output(outputs, "kps_" + stride, 10 * cells);
                for (int i = 0; i < cells; i++) {
                    float score = (float) Math.sqrt(unit(classes[i]) * unit(objects[i]));
                    if (score < threshold) continue;
                    float column = i % columns;
                    float row = i / columns;
                    float x = (column + boxes[4 * i]) * stride;
                    float y = (row + boxes[4 * i + 1]) * stride;
                    float w = (float) Math.exp(boxes[4 * i + 2]) * stride / 2;
                    float h = (float) Math.exp(boxes[4 * i + 3]) * stride / 2;
                    addIfBox(found, x - w, y - h, x + w, y + h, score, fivePoints(points, 10 * i, column, row, stride));
                }
            }
            return found;
        }

        private static float unit(float value) {
            return Math.clamp(value, 0f, 1f);
        }
    }

    /// SCRFD (Guo et al. 2021): two anchors a cell; distances from the cell's corner to the four sides and to five
    /// points, in strides.
    record Scrfd(int width, int height) implements DetectorHead {
        private static final int ANCHORS = 2;

        @Override
        public List<Detection> decode(Map<String, float[]> outputs, float threshold) {
            List<float[]> inOrder = List.copyOf(outputs.values());
            if (inOrder.size() != 9) {
                throw new IllegalArgumentException("the detector has " + inOrder.size() + " outputs; scrfd has 9");
            }
            List<Detection> found = new ArrayList<>();
            for (int s = 0; s < STRIDES.length; s++) {
                int stride = STRIDES[s];
                int columns = width / stride;
                int anchors = ANCHORS * columns * (height / stride);
                float[] scores = checked("score " + stride, inOrder.get(s), anchors);
                float[] sides = checked("bbox " + stride, inOrder.get(s + 3), 4 * anchors);
                float[] points = checked("kps " + stride, inOrder.get(s + 6), 10 * anchors);
                for (int i = 0; i < anchors; i++) {
                    if (scores[i] < threshold) continue;
                    float column = (i / ANCHORS) % columns;
                    float row = (i / ANCHORS) / columns;
                    float x = column * stride;
                    float y = row * stride;
                    int b = 4 * i;
                    addIfBox(
                            found,
                            x - sides[b] * stride,
                            y - sides[b + 1] * stride,
                            x + sides[b + 2] * stride,
                            y + sides[b + 3] * stride,
                            scores[i],
                            fivePoints(points, 10 * i, column, row, stride));
                }
            }
            return found;
        }
    }

    private static Landmarks fivePoints(float[] offsets, int at, float column, float row, int stride) {
        Point[] p = new Point[5];
        for (int k = 0; k < 5; k++) {
            p[k] = new Point((column + offsets[at + 2 * k]) * stride, (row + offsets[at + 2 * k + 1]) * stride);
        }
        return new Landmarks(p[0], p[1], p[2], p[3], p[4]);
    }
}
