package beholden.faces.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import beholden.faces.Fixtures;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SlopedUnitsTest {

    @Test
    void the_template_network_without_sloped_units_gives_the_same_templates() throws Exception {
        ModelPack pack = Fixtures.pack();
        byte[] original = pack.weights(pack.description().template());

        byte[] rewritten = SlopedUnits.rewritten("fr_feature.onnx", original);

        assertThat(operations(original, "PRelu")).isEqualTo(33);
        assertThat(operations(rewritten, "PRelu")).isZero();
        float[] input = new float[pack.description().template().input().size()];
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < input.length; i++) input[i] = (float) random.nextDouble(-1, 1);
        assertThat(cosine(run(original, input), run(rewritten, input))).isGreaterThan(0.999999);
    }

    @Test
    void a_network_without_sloped_units_stays_as_it_is() throws IOException {
        ModelPack pack = Fixtures.pack();
        byte[] detector = pack.weights(pack.description().detector());

        assertThat(SlopedUnits.rewritten("fr_detect.onnx", detector)).isSameAs(detector);
        assertThatThrownBy(() -> SlopedUnits.rewritten("x.onnx", new byte[] {1, 2, 3}))
                .isInstanceOf(PackException.class)
                .hasMessageContaining("x.onnx");
    }

    private static long operations(byte[] model, String operation) throws PackException {
        return new OnnxGraph("model", model)
                .nodes().stream().filter(n -> n.operation().equals(operation)).count();
    }

    private static float[] run(byte[] model, float[] input) throws OrtException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession session = OrtEnvironment.getEnvironment().createSession(model, options);
                OnnxTensor tensor = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(input), new long[] {1, 3, 112, 112});
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
            return ((float[][]) result.get(0).getValue())[0];
        }
    }

    private static double cosine(float[] a, float[] b) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            first += (double) a[i] * a[i];
            second += (double) b[i] * b[i];
        }
        return product / Math.sqrt(first * second);
    }
}
