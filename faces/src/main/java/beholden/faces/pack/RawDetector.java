package beholden.faces.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Cuts the decoding of boxes off an UltraFace network, so that it gives the maps that [UltraFaceGrid] reads.
///
/// The last nodes bring every map into another order, join them and compute a box for every anchor of every cell,
/// though hardly any holds a face. They also fix the size of the input; what is left takes pictures of any size.
final class RawDetector {
    private RawDetector() {}

    /// `model` up to its maps.
    ///
    /// @return empty if it is not built as UltraFace is
    /// @throws PackException if `model` is not an ONNX model
    static Optional<byte[]> cut(String name, byte[] model) throws PackException {
        OnnxGraph graph = new OnnxGraph(name, model);
        Optional<OnnxNode> scores = graph.producer("scores")
                .filter(n -> n.operation().equals("Softmax"))
                .flatMap(n -> graph.producer(n.inputs().getFirst()));
        if (scores.isEmpty()) return Optional.empty();
        List<String> scoreMaps = joined(graph, scores.get());
        List<String> boxMaps = graph.nodes().stream()
                .filter(n -> !n.equals(scores.get()))
                .map(n -> joined(graph, n))
                .filter(maps -> !maps.isEmpty())
                .findFirst()
                .orElse(List.of());
        int count = UltraFaceGrid.STRIDES.length;
        if (scoreMaps.size() != count || boxMaps.size() != count) return Optional.empty();

        List<OnnxNode> nodes = graph.nodes();
        List<String> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            nodes = called(UltraFaceGrid.scores(UltraFaceGrid.STRIDES[i]), scoreMaps.get(i), nodes, outputs);
            nodes = called(UltraFaceGrid.boxes(UltraFaceGrid.STRIDES[i]), boxMaps.get(i), nodes, outputs);
        }
        return Optional.of(graph.upTo(nodes, outputs));
    }

    private static List<OnnxNode> called(String name, String value, List<OnnxNode> nodes, List<String> outputs) {
        outputs.add(name);
        return nodes.stream().map(n -> n.renamed(value, name)).toList();
    }

    /// The maps that `node` joins: each has its channels put last and is flattened to a row for each anchor.
    private static List<String> joined(OnnxGraph graph, OnnxNode node) {
        List<String> maps = new ArrayList<>();
        if (!node.operation().equals("Concat")) return maps;
        for (String input : node.inputs()) {
            Optional<String> map = graph.producer(input)
                    .filter(n -> n.operation().equals("Reshape"))
                    .flatMap(n -> graph.producer(n.inputs().getFirst()))
                    .filter(n -> n.operation().equals("Transpose"))
                    .map(n -> n.inputs().getFirst());
            if (map.isEmpty()) return List.of();
            maps.add(map.get());
        }
        return maps;
    }
}
