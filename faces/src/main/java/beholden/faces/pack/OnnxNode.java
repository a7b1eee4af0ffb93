package beholden.faces.pack;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.List;

/// One operation of an ONNX graph.
///
/// @param fields of its NodeProto
record OnnxNode(UnknownFieldSet fields) {
    // Field numbers of onnx.proto3: NodeProto, AttributeProto.
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int OPERATION = 4;
    private static final int ATTRIBUTE = 5;
    private static final int ATTRIBUTE_NAME = 1;
    private static final int ATTRIBUTE_INT = 3;
    private static final int ATTRIBUTE_TENSOR = 5;
    private static final int ATTRIBUTE_INTS = 8;
    private static final int ATTRIBUTE_TYPE = 20;
    private static final long IS_INT = 2;
    private static final long IS_TENSOR = 4;
    private static final long IS_INTS = 7;

    static OnnxNode of(String operation, List<String> inputs, String output) {
        return new OnnxNode(UnknownFieldSet.newBuilder()
                .addField(INPUT, texts(inputs))
                .addField(OUTPUT, texts(List.of(output)))
                .addField(OPERATION, texts(List.of(operation)))
                .build());
    }

    /// A constant.
    static OnnxNode constant(String output, float[] values, long... dimensions) {
        return of("Constant", List.of(), output)
                .with(
                        "value",
                        IS_TENSOR,
                        ATTRIBUTE_TENSOR,
                        Field.newBuilder()
                                .addLengthDelimited(OnnxGraph.tensor(values, dimensions))
                                .build());
    }

    String operation() {
        List<String> names = texts(OPERATION);
        return names.isEmpty() ? "" : names.getLast();
    }

    List<String> inputs() {
        return texts(INPUT);
    }

    List<String> outputs() {
        return texts(OUTPUT);
    }

    ByteString bytes() {
        return fields.toByteString();
    }

    /// This node with the value `name` called `other`.
    OnnxNode renamed(String name, String other) {
        return new OnnxNode(fields.toBuilder()
                .clearField(INPUT)
                .clearField(OUTPUT)
                .addField(INPUT, texts(renamed(inputs(), name, other)))
                .addField(OUTPUT, texts(renamed(outputs(), name, other)))
                .build());
    }

    private static List<String> renamed(List<String> values, String name, String other) {
        return values.stream().map(v -> v.equals(name) ? other : v).toList();
    }

    OnnxNode with(String attribute, long value) {
        return with(
                attribute,
                IS_INT,
                ATTRIBUTE_INT,
                Field.newBuilder().addVarint(value).build());
    }

    OnnxNode with(String attribute, List<Long> values) {
        Field.Builder ints = Field.newBuilder();
        values.forEach(ints::addVarint);
        return with(attribute, IS_INTS, ATTRIBUTE_INTS, ints.build());
    }

    private OnnxNode with(String attribute, long type, int field, Field value) {
        ByteString bytes = UnknownFieldSet.newBuilder()
                .addField(ATTRIBUTE_NAME, texts(List.of(attribute)))
                .addField(field, value)
                .addField(ATTRIBUTE_TYPE, Field.newBuilder().addVarint(type).build())
                .build()
                .toByteString();
        return new OnnxNode(fields.toBuilder()
                .mergeField(
                        ATTRIBUTE, Field.newBuilder().addLengthDelimited(bytes).build())
                .build());
    }

    private List<String> texts(int field) {
        return fields.getField(field).getLengthDelimitedList().stream()
                .map(ByteString::toStringUtf8)
                .toList();
    }

    private static Field texts(List<String> values) {
        Field.Builder texts = Field.newBuilder();
        values.forEach(v -> texts.addLengthDelimited(ByteString.copyFromUtf8(v)));
        return texts.build();
    }
}
