package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DetectorHeadTest {
    private static final int SIDE = 128;

    @Test
    void scrfd_reads_a_box_and_five_points_as_distances_from_an_anchor() {
        Map<String, float[]> outputs = scrfd();
        int anchor = 2 * (3 * 8 + 5) + 1; // row 3, column 5, second anchor of stride 16
        of(outputs, "1")[anchor] = 0.9f;
        put(of(outputs, "4"), 4 * anchor, 1, 2, 3, 4);
        put(of(outputs, "7"), 10 * anchor, -0.5f, -0.5f, 0.5f, -0.5f, 0, 0, -0.5f, 0.5f, 0.5f, 0.5f);

        List<Detection> found = new DetectorHead.Scrfd(SIDE, SIDE).decode(outputs, 0.5f);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().box()).isEqualTo(new Box(80 - 16, 48 - 32, 80 + 48, 48 + 64));
        assertThat(found.getFirst().landmarks())
                .isEqualTo(new Landmarks(
                        new Point(72, 40), new Point(88, 40), new Point(80, 48), new Point(72, 56), new Point(88, 56)));
    }

    @Test
    void yunet_multiplies_class_and_object_and_reads_log_sizes() {
        Map<String, float[]> outputs = yunet();
        int cell = 2 * 4 + 1; // row 2, column 1 of stride 32
        of(outputs, "cls_32")[cell] = 0.64f;
        of(outputs, "obj_32")[cell] = 1f;
        put(of(outputs, "bbox_32"), 4 * cell, 0.5f, 0.25f, (float) Math.log(2), 0);

        List<Detection> found = new DetectorHead.YuNet(SIDE, SIDE).decode(outputs, 0.7f);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().score()).isCloseTo(0.8f, within(1e-6f));
        assertThat(found.getFirst().box()).isEqualTo(new Box(48 - 32, 72 - 16, 48 + 32, 72 + 16));
    }

    @Test
    void outputs_of_another_kind_of_detector_are_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectorHead.UltraFace(SIDE, SIDE).decode(yunet(), 0.5f))
                .withMessageContaining("'scores'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectorHead.YuNet(SIDE, SIDE).decode(scrfd(), 0.5f))
                .withMessageContaining("'cls_8'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DetectorHead.Scrfd(SIDE, SIDE).decode(yunet(), 0.5f))
                .withMessageContaining("9");
    }

    @Test
    void boxes_that_are_empty_or_no_numbers_are_left_out() {
        float[] scores = {0, 1, 0, 1, 0, 1};
        float[] boxes = {0.5f, 0.5f, 0.5f, 0.9f, Float.NaN, 0, 1, 1, 0.1f, 0.1f, 0.2f, 0.2f};

        List<Detection> found =
                new DetectorHead.UltraFace(320, 240).decode(Map.of("scores", scores, "boxes", boxes), 0.5f);

        assertThat(found).hasSize(1);
    }

    private static float[] of(Map<String, float[]> outputs, String name) {
        return Objects.requireNonNull(outputs.get(name));
    }

    private static void put(float[] into, int at, float... values) {
        System.arraycopy(values, 0, into, at, values.length);
    }

    private static Map<String, float[]> scrfd() {
        Map<String, float[]> outputs = new LinkedHashMap<>();
        int name = 0;
        for (int values : new int[] {1, 4, 10}) {
            for (int stride : DetectorHead.STRIDES) {
                outputs.put(String.valueOf(name++), new float[2 * (SIDE / stride) * (SIDE / stride) * values]);
            }
        }
        return outputs;
    }

    private static Map<String, float[]> yunet() {
        Map<String, float[]> outputs = new LinkedHashMap<>();
        for (int stride : DetectorHead.STRIDES) {
            int cells = (SIDE / stride) * (SIDE / stride);
            outputs.put("cls_" + stride, new float[cells]);
            outputs.put("obj_" + stride, new float[cells]);
            outputs.put("bbox_" + stride, new float[4 * cells]);
            outputs.put("kps_" + stride, new float[10 * cells]);
        }
        return outputs;
    }
}
