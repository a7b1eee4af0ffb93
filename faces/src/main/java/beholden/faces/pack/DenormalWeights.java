package beholden.faces.pack;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Zeroes the weights of an ONNX model that are so small that their products are denormal floats.
///
/// Processors take up to a hundred times longer for a denormal operand, and such weights add nothing that a float
/// sum of values near 1 could hold. The model is read as plain protobuf fields, so everything else in it stays as
/// it is, to the byte.
final class DenormalWeights {
    /// Size below which a weight is zeroed: times an activation of up to 1e-15 it stays a normal float (over
    /// 1e-38), and sums of ordinary activations end at 1e-7.
    private static final float TOO_SMALL = 1e-15f;

    // Field numbers of onnx.proto3: ModelProto, GraphProto, TensorProto.
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int TENSOR_DATA_TYPE = 2;
    private static final int TENSOR_FLOAT_DATA = 4;
    private static final int TENSOR_RAW_DATA = 9;
    private static final long TENSOR_FLOAT = 1;

    private int zeroed;
    private final byte[] model;

    /// @throws PackException if `original` is not an ONNX model
    DenormalWeights(String name, byte[] original) throws PackException {
        try {
            UnknownFieldSet fields = UnknownFieldSet.parseFrom(original);
            if (!fields.hasField(MODEL_GRAPH))
                throw new PackException(name + ": holds no graph, so it is not an ONNX model");
            model = mapMessages(
                            fields, MODEL_GRAPH, graph -> mapMessages(graph, GRAPH_INITIALIZER, this::withoutDenormals))
                    .toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new PackException(name + ": cannot be read as an ONNX model (" + e.getMessage() + ")", e);
        }
    }

    /// The model with those weights zeroed.
    byte[] model() {
        return model;
    }

    /// Number of weights that were zeroed.
    int zeroed() {
        return zeroed;
    }

    private interface Change {
        UnknownFieldSet apply(UnknownFieldSet message) throws InvalidProtocolBufferException;
    }

    private static UnknownFieldSet mapMessages(UnknownFieldSet parent, int field, Change change)
            throws InvalidProtocolBufferException {
        UnknownFieldSet.Field.Builder changed = UnknownFieldSet.Field.newBuilder();
        for (ByteString bytes : parent.getField(field).getLengthDelimitedList()) {
            changed.addLengthDelimited(
                    change.apply(UnknownFieldSet.parseFrom(bytes)).toByteString());
        }
        return parent.toBuilder().addField(field, changed.build()).build();
    }

    private UnknownFieldSet withoutDenormals(UnknownFieldSet tensor) {
        if (!tensor.getField(TENSOR_DATA_TYPE).getVarintList().contains(TENSOR_FLOAT)) return tensor;
        UnknownFieldSet.Builder changed = tensor.toBuilder();
        for (int field : new int[] {TENSOR_FLOAT_DATA, TENSOR_RAW_DATA}) {
            if (!tensor.hasField(field)) continue;
            UnknownFieldSet.Field.Builder values = UnknownFieldSet.Field.newBuilder();
            for (ByteString packed : tensor.getField(field).getLengthDelimitedList()) {
                values.addLengthDelimited(withoutDenormals(packed));
            }
            changed.addField(field, values.build());
        }
        return changed.build();
    }

    private ByteString withoutDenormals(ByteString packed) {
        ByteBuffer floats = ByteBuffer.wrap(packed.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at + Float.BYTES <= floats.capacity(); at += Float.BYTES) {
            float value = floats.getFloat(at);
            if (value != 0 && Math.abs(value) < TOO_SMALL) {
                floats.putFloat(at, 0f);
                zeroed++;
            }
        }
        return ByteString.copyFrom(floats.array());
    }
}
