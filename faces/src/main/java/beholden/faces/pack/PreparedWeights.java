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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// Weights made ready to run, kept in a cache folder: prepared once, checked against the original, found again by
/// hash.
///
/// A cached file is named `ORIGINAL-PREPARED.onnx` after the SHA-256 of the original and of its own bytes, so that
/// neither another original nor a changed file is ever taken.
public final class PreparedWeights {
    /// Outputs may differ by this much of their largest value: a few units in the last place of a float.
    private static final double TOLERANCE = 1e-5;

    private static final int FIXED_INPUTS = 4;

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
        byte[] prepared = new DenormalWeights(head.file(), original).model();
        checkSame(head, original, prepared);
        keep(name(originalHash, prepared), prepared);
        return prepared;
    }

    private List<Path> cachedFor(String originalHash) throws IOException {
        if (!Files.isDirectory(cache)) return List.of();
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(f -> f.getFileName().toString().startsWith(originalHash))
                    .toList();
        }
    }

    private static String name(String originalHash, byte[] prepared) {
        return originalHash + "-" + Sha256.hex(prepared) + ".onnx";
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
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions();
                OrtSession before = OrtEnvironment.getEnvironment().createSession(original, options);
                OrtSession after = OrtEnvironment.getEnvironment().createSession(prepared, options)) {
            for (int n = 0; n < FIXED_INPUTS; n++) {
                FloatBuffer input = fixedInput(head.input().size(), n);
                List<float[]> expected = outputs(before, head, input);
                List<float[]> found = outputs(after, head, input);
                for (int o = 0; o < expected.size(); o++) {
                    double difference = largestDifference(expected.get(o), found.get(o));
                    if (difference > TOLERANCE) {
                        throw new PackException(head.file() + ": its prepared copy differs from it by " + difference
                                + " of the largest value, over the limit of " + TOLERANCE + ", so it is refused");
                    }
                }
            }
        } catch (OrtException e) {
            throw new PackException(
                    head.file() + ": does not run on an input of " + head.input() + ": " + e.getMessage(), e);
        }
    }

    private static FloatBuffer fixedInput(int size, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) values[i] = (float) random.nextDouble(-1, 1);
        return FloatBuffer.wrap(values);
    }

    private static List<float[]> outputs(OrtSession session, Head head, FloatBuffer input) throws OrtException {
        NetworkInput shape = head.input();
        long[] dimensions = {1, shape.channels().planes(), shape.height(), shape.width()};
        String name = session.getInputNames().iterator().next();
        List<float[]> outputs = new ArrayList<>();
        try (OnnxTensor tensor = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), input.rewind(), dimensions);
                OrtSession.Result result = session.run(Map.of(name, tensor))) {
            for (Map.Entry<String, OnnxValue> output : result) {
                FloatBuffer floats = ((OnnxTensor) output.getValue()).getFloatBuffer();
                float[] values = new float[floats.remaining()];
                floats.get(values);
                outputs.add(values);
            }
        }
        return outputs;
    }

    private static double largestDifference(float[] expected, float[] found) {
        double largest = 1e-30;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(expected[i]));
            difference = Math.max(difference, Math.abs(expected[i] - found[i]));
        }
        return difference / largest;
    }
}
