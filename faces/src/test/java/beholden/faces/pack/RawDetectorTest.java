package beholden.faces.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import beholden.faces.Fixtures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawDetectorTest {
    @TempDir
    Path cache;

    @Test
    void the_default_detector_is_prepared_to_give_maps() throws IOException {
        ModelPack pack = Fixtures.pack();

        byte[] prepared = new PreparedWeights(cache).of(pack, pack.description().detector());

        OnnxGraph graph = new OnnxGraph("prepared", prepared);
        for (int stride : UltraFaceGrid.STRIDES) {
            assertThat(graph.producer(UltraFaceGrid.scores(stride))).isPresent();
            assertThat(graph.producer(UltraFaceGrid.boxes(stride))).isPresent();
        }
        assertThat(graph.nodes())
                .extracting(OnnxNode::operation)
                .doesNotContain("Softmax", "Exp", "Reshape", "Transpose");
    }

    @Test
    void a_network_that_is_built_otherwise_is_left_whole() throws IOException {
        ModelPack pack = Fixtures.pack();
        byte[] landmarks =
                pack.weights(Objects.requireNonNull(pack.description().landmarks()));

        assertThat(RawDetector.cut("fr_landmark.onnx", landmarks)).isEmpty();
    }

    @Test
    void an_anchor_whose_face_is_likelier_than_not_becomes_a_box() {
        Map<String, float[]> maps = maps();
        float[] logits = Objects.requireNonNull(maps.get("scores_16"));
        float[] offsets = Objects.requireNonNull(maps.get("boxes_16"));
        int cells = 8 * 8;
        int cell = 3 * 8 + 5; // row 3, column 5
        logits[2 * cells + cell] = 1; // second anchor of 48 pixels: no face
        logits[3 * cells + cell] = 1 + (float) Math.log(4);
        offsets[4 * cells + cell] = 1;
        offsets[6 * cells + cell] = 5 * (float) Math.log(2);
        List<float[]> found = new ArrayList<>();

        new UltraFaceGrid(128, 128)
                .decode(
                        maps,
                        0.6f,
                        (left, top, right, bottom, score) -> found.add(new float[] {left, top, right, bottom, score}));

        assertThat(found).hasSize(1);
        float[] expected = {88 + 4.8f - 48, 56 - 24, 88 + 4.8f + 48, 56 + 24, 0.8f};
        for (int i = 0; i < expected.length; i++)
            assertThat(found.getFirst()[i]).isCloseTo(expected[i], within(1e-4f));
    }

    @Test
    void maps_of_another_input_size_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UltraFaceGrid(320, 240).decode(maps(), 0.5f, (_, _, _, _, _) -> {}))
                .withMessageContaining("'scores_8'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UltraFaceGrid(128, 128).decode(Map.of(), 0.5f, (_, _, _, _, _) -> {}))
                .withMessageContaining("'scores_8'");
    }

    private static Map<String, float[]> maps() {
        int[] anchors = {3, 2, 2, 3};
        Map<String, float[]> maps = new HashMap<>();
        for (int i = 0; i < UltraFaceGrid.STRIDES.length; i++) {
            int stride = UltraFaceGrid.STRIDES[i];
            int cells = (128 / stride) * (128 / stride);
            float[] logits = new float[2 * anchors[i] * cells];
            for (int a = 0; a < anchors[i]; a++) {
                Arrays.fill(logits, 2 * a * cells, (2 * a + 1) * cells, 9);
            }
            maps.put(UltraFaceGrid.scores(stride), logits);
            maps.put(UltraFaceGrid.boxes(stride), new float[4 * anchors[i] * cells]);
        }
        return maps;
    }
}
