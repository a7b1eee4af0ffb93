package beholden.faces.pack;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The graph of an ONNX model, whose nodes may be exchanged for others.
///
/// The model is read as plain protobuf fields, so everything else in it stays as it is.
final class OnnxGraph {
    // Field numbers of onnx.proto3: ModelProto, GraphProto, ValueInfoProto, TypeProto, TensorShapeProto.
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_NODE = 1;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int GRAPH_INPUT = 11;
    private static final int GRAPH_OUTPUT = 12;
    private static final int GRAPH_VALUE_INFO = 13;
    private static final int VALUE_NAME = 1;
    private static final int VALUE_TYPE = 2;
    private static final int TYPE_TENSOR = 1;
    private static final int TENSOR_TYPE_ELEMENT = 1;
    private static final int TENSOR_TYPE_SHAPE = 2;
    private static final int SHAPE_DIMENSION = 1;
    private static final int DIMENSION_NAME = 2;

    // TensorProto.
    private static final int TENSOR_DIMS = 1;
    private static final int TENSOR_DATA_TYPE = 2;
    private static final int TENSOR_FLOAT_DATA = 4;
    private static final int TENSOR_NAME = 8;
    private static final int TENSOR_RAW_DATA = 9;
    private static final long FLOAT = 1;

    private final UnknownFieldSet model;
    private final UnknownFieldSet graph;
    private final List<OnnxNode> nodes = new ArrayList<>();
    private final Map<String, UnknownFieldSet> initializers = new LinkedHashMap<>();

    /// @throws PackException if `model` is not an ONNX model
    OnnxGraph(String name, byte[] model) throws PackException {
        try {
            this.model = UnknownFieldSet.parseFrom(model);
            List<ByteString> graphs = this.model.getField(MODEL_GRAPH).getLengthDelimitedList();
            if (graphs.size() != 1) throw new PackException(name + ": holds no graph, so it is not an ONNX model");
            graph = UnknownFieldSet.parseFrom(graphs.getFirst());
            for (ByteString node : graph.getField(GRAPH_NODE).getLengthDelimitedList()) {
                nodes.add(new OnnxNode(UnknownFieldSet.parseFrom(node)));
            }
            for (ByteString bytes : graph.getField(GRAPH_INITIALIZER).getLengthDelimitedList()) {
                UnknownFieldSet tensor = UnknownFieldSet.parseFrom(bytes);
                initializers.put(text(tensor, TENSOR_NAME), tensor);
            }
        } catch (InvalidProtocolBufferException e) {
            throw new PackException(name + ": cannot be read as an ONNX model (" + e.getMessage() + ")", e);
        }
    }

    /// Nodes in the order in which they run.
    List<OnnxNode> nodes() {
        return List.copyOf(nodes);
    }

    /// The node that gives the value `name`; none for inputs and initializers.
    Optional<OnnxNode> producer(String name) {
        return nodes.stream().filter(n -> n.outputs().contains(name)).findFirst();
    }

    /// The floats of the initializer `name`, if it has one for each channel of a picture: `[channels, 1, 1]`.
    Optional<float[]> perChannel(String name) {
        UnknownFieldSet tensor = initializers.get(name);
        if (tensor == null || !tensor.getField(TENSOR_DATA_TYPE).getVarintList().contains(FLOAT))
            return Optional.empty();
        List<Long> dimensions = dimensions(tensor);
        if (dimensions.size() != 3 || dimensions.get(1) != 1 || dimensions.get(2) != 1) return Optional.empty();
        ByteString bytes = ByteString.EMPTY;
        for (int field : new int[] {TENSOR_FLOAT_DATA, TENSOR_RAW_DATA}) {
            for (ByteString part : tensor.getField(field).getLengthDelimitedList()) bytes = bytes.concat(part);
        }
        ByteBuffer packed = bytes.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[bytes.size() / Float.BYTES];
        packed.asFloatBuffer().get(values);
        return values.length == dimensions.getFirst() ? Optional.of(values) : Optional.empty();
    }

    /// Sizes that are written one by one, as older writers do, or packed.
    private static List<Long> dimensions(UnknownFieldSet tensor) {
        Field field = tensor.getField(TENSOR_DIMS);
        List<Long> dimensions = new ArrayList<>(field.getVarintList());
        for (ByteString packed : field.getLengthDelimitedList()) {
            CodedInputStream sizes = packed.newCodedInput();
            try {
                while (!sizes.isAtEnd()) dimensions.add(sizes.readInt64());
            } catch (IOException e) {
                throw new IllegalStateException("the sizes of a tensor cannot be read", e);
            }
        }
        return dimensions;
    }

    /// This model with other nodes, and without the initializers that none of them uses.
    ///
    /// @param replacement in the order in which they run
    byte[] with(List<OnnxNode> replacement) {
        return bytes(replacement, graph.getField(GRAPH_OUTPUT), false);
    }

    /// The part of this model that `replacement` needs to give `outputs`, which become the model's, for pictures of
    /// any width and height.
    ///
    /// @param outputs names of float values, in the order in which the model is to give them
    byte[] upTo(List<OnnxNode> replacement, List<String> outputs) {
        Set<String> needed = new HashSet<>(outputs);
        List<OnnxNode> kept = new ArrayList<>();
        for (OnnxNode node : replacement.reversed()) {
            if (node.outputs().stream().noneMatch(needed::contains)) continue;
            needed.addAll(node.inputs());
            kept.addFirst(node);
        }
        Field.Builder values = Field.newBuilder();
        for (String output : outputs) values.addLengthDelimited(floatValue(output));
        return bytes(kept, values.build(), true);
    }

    private byte[] bytes(List<OnnxNode> replacement, Field outputs, boolean anySize) {
        Set<String> used = new HashSet<>();
        Field.Builder changedNodes = Field.newBuilder();
        for (OnnxNode node : replacement) {
            used.addAll(node.inputs());
            changedNodes.addLengthDelimited(node.bytes());
        }
        Field.Builder usedInitializers = Field.newBuilder();
        Set<String> dropped = new HashSet<>();
        initializers.forEach((name, tensor) -> {
            if (used.contains(name)) usedInitializers.addLengthDelimited(tensor.toByteString());
            else dropped.add(name);
        });
        UnknownFieldSet changed = graph.toBuilder()
                .clearField(GRAPH_VALUE_INFO)
                .addField(GRAPH_NODE, changedNodes.build())
                .addField(GRAPH_INITIALIZER, usedInitializers.build())
                .addField(GRAPH_INPUT, inputs(dropped, anySize))
                .addField(GRAPH_OUTPUT, outputs)
                .build();
        Field only =
                Field.newBuilder().addLengthDelimited(changed.toByteString()).build();
        return model.toBuilder().addField(MODEL_GRAPH, only).build().toByteArray();
    }

    /// The graph's inputs; old models list initializers among them.
    private Field inputs(Set<String> dropped, boolean anySize) {
        Field.Builder kept = Field.newBuilder();
        for (ByteString bytes : graph.getField(GRAPH_INPUT).getLengthDelimitedList()) {
            try {
                UnknownFieldSet value = UnknownFieldSet.parseFrom(bytes);
                String name = text(value, VALUE_NAME);
                if (dropped.contains(name)) continue;
                boolean picture = anySize && !initializers.containsKey(name);
                kept.addLengthDelimited(picture ? ofAnySize(value).toByteString() : bytes);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("an input of the graph cannot be read", e);
            }
        }
        return kept.build();
    }

    private static UnknownFieldSet ofAnySize(UnknownFieldSet picture) throws InvalidProtocolBufferException {
        UnknownFieldSet type = nested(picture, VALUE_TYPE);
        UnknownFieldSet tensor = nested(type, TYPE_TENSOR);
        UnknownFieldSet shape = nested(tensor, TENSOR_TYPE_SHAPE);
        List<ByteString> sizes = new ArrayList<>(shape.getField(SHAPE_DIMENSION).getLengthDelimitedList());
        if (sizes.size() != 4) return picture;
        sizes.set(2, named("height"));
        sizes.set(3, named("width"));
        Field.Builder dimensions = Field.newBuilder();
        sizes.forEach(dimensions::addLengthDelimited);
        shape = shape.toBuilder()
                .clearField(SHAPE_DIMENSION)
                .addField(SHAPE_DIMENSION, dimensions.build())
                .build();
        tensor = replaced(tensor, TENSOR_TYPE_SHAPE, shape);
        type = replaced(type, TYPE_TENSOR, tensor);
        return replaced(picture, VALUE_TYPE, type);
    }

    private static ByteString named(String dimension) {
        return UnknownFieldSet.newBuilder()
                .addField(
                        DIMENSION_NAME,
                        Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8(dimension))
                                .build())
                .build()
                .toByteString();
    }

    private static UnknownFieldSet nested(UnknownFieldSet message, int field) throws InvalidProtocolBufferException {
        List<ByteString> values = message.getField(field).getLengthDelimitedList();
        return UnknownFieldSet.parseFrom(values.isEmpty() ? ByteString.EMPTY : values.getLast());
    }

    private static UnknownFieldSet replaced(UnknownFieldSet message, int field, UnknownFieldSet value) {
        return message.toBuilder()
                .clearField(field)
                .addField(
                        field,
                        Field.newBuilder()
                                .addLengthDelimited(value.toByteString())
                                .build())
                .build();
    }

    private static ByteString floatValue(String name) {
        UnknownFieldSet tensor = UnknownFieldSet.newBuilder()
                .addField(
                        TENSOR_TYPE_ELEMENT, Field.newBuilder().addVarint(FLOAT).build())
                .build();
        UnknownFieldSet type = UnknownFieldSet.newBuilder()
                .addField(
                        TYPE_TENSOR,
                        Field.newBuilder()
                                .addLengthDelimited(tensor.toByteString())
                                .build())
                .build();
        return UnknownFieldSet.newBuilder()
                .addField(
                        VALUE_NAME,
                        Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFromUtf8(name))
                                .build())
                .addField(
                        VALUE_TYPE,
                        Field.newBuilder()
                                .addLengthDelimited(type.toByteString())
                                .build())
                .build()
                .toByteString();
    }

    private static String text(UnknownFieldSet message, int field) {
        List<ByteString> texts = message.getField(field).getLengthDelimitedList();
        return texts.isEmpty() ? "" : texts.getLast().toStringUtf8();
    }

    /// A float tensor as the bytes of a TensorProto.
    static ByteString tensor(float[] values, long... dimensions) {
        Field.Builder sizes = Field.newBuilder();
        for (long dimension : dimensions) sizes.addVarint(dimension);
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return UnknownFieldSet.newBuilder()
                .addField(TENSOR_DIMS, sizes.build())
                .addField(TENSOR_DATA_TYPE, Field.newBuilder().addVarint(FLOAT).build())
                .addField(
                        TENSOR_RAW_DATA,
                        Field.newBuilder()
                                .addLengthDelimited(ByteString.copyFrom(raw.array()))
                                .build())
                .build()
                .toByteString();
    }
}
