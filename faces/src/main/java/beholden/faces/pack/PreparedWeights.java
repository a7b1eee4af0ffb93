package beholden.faces.pack;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import beholden.ground.DurableFile;
import beholden.ground.Sha256;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/// Weights made ready to run, kept in a cache folder: prepared once, checked against the original, found again by
/// hash.
///
/// A cached file is named `ORIGINAL-WAY-PREPARED.onnx` after the SHA-256 of the original, the way of preparing it and
/// the SHA-256 of its own bytes, so that neither another original, nor a changed file, nor one that an older version
/// prepared is ever taken.
public final class PreparedWeights {
    /// Outputs may differ by this much of their largest value: a few units in the last place of a float.
    private static final double TOLERANCE = 1e-5;

    private static final int FIXED_INPUTS = 4;

    /// Number of the way in which weights are prepared: counted up when it changes.
    private static final int WAY = 3;

    private final Path cache;

    /// @param cache folder for prepared copies; made when first needed
    public PreparedWeights(Path cache) {
        this.cache = cache;
    }

    /// The weights of `head`, ready to run.
    ///
    /// @throws PackException if the original is missing or changed, or the prepared copy does not do what the
    ///     original does
    public byte[] of(ModelPack pack, Head head) throws IOException {
        byte[] original = pack.weights(head);
        String originalHash = Sha256.hex(original);
        for (Path cached : cachedFor(originalHash)) {
            byte[] bytes = Files.readAllBytes(cached);
            if (cached.getFileName().toString().equals(name(originalHash, bytes))) return bytes;
        }
        byte[] prepared = SlopedUnits.rewritten(head.file(), new DenormalWeights(head.file(), original).model());
        checkSame(head, original, prepared);
        if (head instanceof Head.Detector detector && detector.kind() == Head.Detector.Kind.ULTRAFACE) {
            prepared = withoutDecoding(detector, prepared);
        }
        keep(name(originalHash, prepared), prepared);
        return prepared;
    }

    private List<Path> cachedFor(String originalHash) throws IOException {
        if (!Files.isDirectory(cache)) return List.of();
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(f -> f.getFileName().toString().startsWith(prefix(originalHash)))
                    .toList();
        }
    }

    private static String prefix(String originalHash) {
        return originalHash + "-" + WAY + "-";
    }

    private static String name(String originalHash, byte[] prepared) {
        return prefix(originalHash) + Sha256.hex(prepared) + ".onnx";
    }

    private void keep(String name, byte[] prepared) throws IOException {
        Files.createDirectories(cache);
        // A name of its own, since several processes may prepare the same weights at once.
        Path written = Files.createTempFile(cache, "new", ".part");
        try {
            Files.write(written, prepared);
            DurableFile.rename(written, cache.resolve(name));
        } finally {
            Files.deleteIfExists(written);
        }
    }

    private static void checkSame(Head head, byte[] original, byte[] prepared) throws PackException {
        double difference = difference(head, original, prepared, outputs -> List.copyOf(outputs.values()));
        if (difference > TOLERANCE) {
            throw new PackException(head.file() + ": its prepared copy differs from it by " + difference
                    + " of the largest value, over the limit of " + TOLERANCE + ", so it is refused");
        }
    }

    /// The detector without its last nodes, if [UltraFaceGrid] finds in its maps what they compute; else `weights`.
    private static byte[] withoutDecoding(Head.Detector head, byte[] weights) throws PackException {
        Optional<byte[]> cut = RawDetector.cut(head.file(), weights);
        if (cut.isEmpty()) return weights;
        double difference = difference(head, weights, cut.get(), outputs -> List.of(decoded(head, outputs)));
        return difference > TOLERANCE ? weights : cut.get();
    }

    /// Scores and boxes of all anchors.
    private static float[] decoded(Head.Detector head, Map<String, float[]> outputs) {
        int width = head.input().width();
        int height = head.input().height();
        List<Float> values = new ArrayList<>();
        UltraFaceGrid.Sink sink =
                (left, top, right, bottom, score) -> values.addAll(List.of(left, top, right, bottom, score));
        if (UltraFaceGrid.isIn(outputs)) {
            new UltraFaceGrid(width, height).decode(outputs, 0, sink);
        } else {
            float[] scores = outputs.getOrDefault("scores", new float[0]);
            float[] boxes = outputs.getOrDefault("boxes", new float[0]);
            for (int i = 0; i < Math.min(scores.length / 2, boxes.length / 4); i++) {
                int b = 4 * i;
                sink.take(
                        boxes[b] * width,
                        boxes[b + 1] * height,
                        boxes[b + 2] * width,
                        boxes[b + 3] * height,
                        scores[2 * i + 1]);
            }
        }
        float[] all = new float[values.size()];
        for (int i = 0; i < all.length; i++) all[i] = values.get(i);
        return all;
    }

    /// Largest difference of what two networks say of the fixed inputs, as a part of the largest value.
    ///
    /// @param reading of the outputs by name, in the network's order
    private static double difference(
            Head head, byte[] one, byte[] other, Function<Map<String, float[]>, List<float[]>> reading)
            throws PackException {
        double largest = 0;
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession before = OrtEnvironment.getEnvironment().createSession(one, options);
                OrtSession after = OrtEnvironment.getEnvironment().createSession(other, options)) {
            for (int n = 0; n < FIXED_INPUTS; n++) {
                FloatBuffer input = fixedInput(head.input().size(), n);
                List<float[]> expected = reading.apply(outputs(before, head, input));
                List<float[]> found = reading.apply(outputs(after, head, input));
                for (int o = 0; o < expected.size(); o++) {
                    largest = Math.max(largest, largestDifference(expected.get(o), found.get(o)));
                }
            }
        } catch (OrtException e) {
            throw new PackException(
                    head.file() + ": does not run on an input of " + head.input() + ": " + e.getMessage(), e);
        }
        return largest;
    }

    private static FloatBuffer fixedInput(int size, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) values[i] = (float) random.nextDouble(-1, 1);
        return FloatBuffer.wrap(values);
    }

    private static Map<String, float[]> outputs(OrtSession session, Head head, FloatBuffer input) throws OrtException {
        NetworkInput shape = head.input();
        long[] dimensions = {1, shape.channels().planes(), shape.height(), shape.width()};
        String name = session.getInputNames().iterator().next();
        Map<String, float[]> outputs = new LinkedHashMap<>();
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), input.rewind(), dimensions);
                OrtSession.Result result = session.run(Map.of(name, tensor))) {
            for (Map.Entry<String, OnnxValue> output : result) {
                FloatBuffer floats = ((OnnxTensor) output.getValue()).getFloatBuffer();
                float[] values = new float[floats.remaining()];
                floats.get(values);
                outputs.put(output.getKey(), values);
            }
        }
        return outputs;
    }

    private static double largestDifference(float[] expected, float[] found) {
        if (expected.length != found.length) return Double.POSITIVE_INFINITY;
        double largest = 1e-30;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
        }
        return difference / largest;
    }
}
