package beholden.faces;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import beholden.faces.pack.Head;
import beholden.faces.pack.ModelPack;
import beholden.faces.pack.NetworkInput;
import beholden.faces.pack.PreparedWeights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// One network of a pack, ready to run from as many threads as it has inputs; each run uses one core.
final class Network implements AutoCloseable {
    private final String name;
    private final NetworkInput shape;
    private final OrtSession session;
    private final String inputName;
    private final boolean anySize;
    private final BlockingQueue<FloatBuffer> idle;
    private final LongAdder nanos;
    private final float[] offset;
    private final float[] factor;

    /// @param threads runs that may go on at once
    /// @param nanos   receives the time spent inside ONNX Runtime
    Network(ModelPack pack, Head head, PreparedWeights prepared, int threads, LongAdder nanos) throws IOException {
        this.name = head.file();
        this.shape = head.input();
        this.nanos = nanos;
        this.idle = new ArrayBlockingQueue<>(threads);
        int planes = shape.channels().planes();
        offset = new float[planes];
        factor = new float[planes];
        for (int p = 0; p < planes; p++) {
            offset[p] = -shape.mean().get(p) / shape.scale().get(p);
            factor[p] = 1 / shape.scale().get(p);
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            session = environment.createSession(prepared.of(pack, head), options);
            inputName = session.getInputNames().iterator().next();
            anySize = isOfAnySize(session.getInputInfo().get(inputName));
            for (int i = 0; i < threads; i++) idle.add(nativeBuffer(shape.size()));
        } catch (OrtException e) {
            throw new IOException(name + ": cannot be loaded: " + e.getMessage(), e);
        }
    }

    private static boolean isOfAnySize(@Nullable NodeInfo input) {
        if (input == null || !(input.getInfo() instanceof TensorInfo tensor)) return false;
        long[] sizes = tensor.getShape();
        return sizes.length == 4 && sizes[2] < 0 && sizes[3] < 0;
    }

    private static FloatBuffer nativeBuffer(int size) {
        return ByteBuffer.allocateDirect(size * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /// Whether it takes images of other sizes than its [#shape()], too.
    boolean takesAnySize() {
        return anySize;
    }

    NetworkInput shape() {
        return shape;
    }

    /// Runs the network on one image.
    ///
    /// @param rgb interleaved R, G, B of the input's width × height, 0..255
    /// @return the outputs by name, in the network's order
    Map<String, float[]> run(float[] rgb) {
        return run(rgb, shape.width(), shape.height());
    }

    /// Runs the network on one image of `width` × `height` pixels; only its [#shape()] unless it takes any.
    Map<String, float[]> run(float[] rgb, int width, int height) {
        int planes = shape.channels().planes();
        int size = planes * width * height;
        FloatBuffer values = take();
        try {
            if (values.capacity() < size) values = nativeBuffer(size);
            values.clear().limit(size);
            fill(rgb, values);
            long[] dimensions = {1, planes, height, width};
            try (OnnxTensor tensor =
                    OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values.rewind(), dimensions)) {
                return run(tensor);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(name + ": failed to run: " + e.getMessage(), e);
        } finally {
            idle.add(values);
        }
    }

    private Map<String, float[]> run(OnnxTensor input) throws OrtException {
        long start = System.nanoTime();
        try (OrtSession.Result result = session.run(Map.of(inputName, input))) {
            nanos.add(System.nanoTime() - start);
            Map<String, float[]> outputs = new LinkedHashMap<>();
            for (Map.Entry<String, OnnxValue> output : result) {
                FloatBuffer floats = ((OnnxTensor) output.getValue()).getFloatBuffer();
                float[] values = new float[floats.remaining()];
                floats.get(values);
                outputs.put(output.getKey(), values);
            }
            return outputs;
        }
    }

    private FloatBuffer take() {
        try {
            return idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(name + ": interrupted while waiting for a free input", e);
        }
    }

    private void fill(float[] rgb, FloatBuffer values) {
        float[] planes = new float[values.remaining()];
        switch (shape.channels()) {
            case RGB -> colour(rgb, 0, 2, planes);
            case BGR -> colour(rgb, 2, 0, planes);
            case GREY -> grey(rgb, planes);
        }
        values.put(planes);
    }

    private void colour(float[] rgb, int firstChannel, int lastChannel, float[] planes) {
        int pixels = planes.length / 3;
        float f0 = factor[0];
        float f1 = factor[1];
        float f2 = factor[2];
        float o0 = offset[0];
        float o1 = offset[1];
        float o2 = offset[2];
        for (int i = 0, from = 0; i < pixels; i++, from += 3) {
            planes[i] = rgb[from + firstChannel] * f0 + o0;
            planes[pixels + i] = rgb[from + 1] * f1 + o1;
            planes[2 * pixels + i] = rgb[from + lastChannel] * f2 + o2;
        }
    }

    // ITU-R BT.601 luma, as in every JPEG.
    private void grey(float[] rgb, float[] planes) {
        float f = factor[0];
        float o = offset[0];
        for (int i = 0, from = 0; i < planes.length; i++, from += 3) {
            planes[i] = (0.299f * rgb[from] + 0.587f * rgb[from + 1] + 0.114f * rgb[from + 2]) * f + o;
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException(name + ": cannot be released: " + e.getMessage(), e);
        }
    }
}
