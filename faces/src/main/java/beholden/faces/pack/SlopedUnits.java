package beholden.faces.pack;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Writes the sloped units (PRelu, He et al. 2015) of an ONNX model as plain ones, which ONNX Runtime runs in the
/// blocked layout of its convolutions.
///
/// It has no sloped unit for that layout, so each would have its input brought back to the plain layout, and the next
/// convolution run in it or bring it forth again. With a slope s for each channel
///
///     PRelu(x) = Relu(x) − s · Relu(−x)
///
/// where both products are convolutions of 1 × 1 with one weight a channel. One of the two terms is zero and neither
/// product rounds more than a sloped unit's own, so the result is the same to the bit.
final class SlopedUnits {
    private SlopedUnits() {}

    /// `model` with every unit rewritten that has one slope for each channel of a picture.
    ///
    /// @throws PackException if `model` is not an ONNX model
    static byte[] rewritten(String name, byte[] model) throws PackException {
        OnnxGraph graph = new OnnxGraph(name, model);
        List<OnnxNode> nodes = new ArrayList<>();
        boolean changed = false;
        for (OnnxNode node : graph.nodes()) {
            Optional<float[]> slopes = node.operation().equals("PRelu")
                    ? graph.perChannel(node.inputs().get(1))
                    : Optional.empty();
            if (slopes.isEmpty()) {
                nodes.add(node);
            } else {
                add(
                        nodes,
                        node.inputs().getFirst(),
                        slopes.get(),
                        node.outputs().getFirst());
                changed = true;
            }
        }
        return changed ? graph.with(nodes) : model;
    }

    private static void add(List<OnnxNode> nodes, String x, float[] slopes, String y) {
        float[] ones = new float[slopes.length];
        Arrays.fill(ones, 1);
        nodes.add(OnnxNode.of("Relu", List.of(x), y + "/above"));
        product(nodes, x, negative(ones), y + "/turned");
        nodes.add(OnnxNode.of("Relu", List.of(y + "/turned"), y + "/below"));
        product(nodes, y + "/below", negative(slopes), y + "/sloped");
        nodes.add(OnnxNode.of("Add", List.of(y + "/sloped", y + "/above"), y));
    }

    private static void product(List<OnnxNode> nodes, String x, float[] weights, String y) {
        nodes.add(OnnxNode.constant(y + "/weights", weights, weights.length, 1, 1, 1));
        nodes.add(OnnxNode.of("Conv", List.of(x, y + "/weights"), y)
                .with("group", weights.length)
                .with("kernel_shape", List.of(1L, 1L)));
    }

    private static float[] negative(float[] values) {
        float[] negative = new float[values.length];
        for (int i = 0; i < values.length; i++) negative[i] = -values[i];
        return negative;
    }
}
