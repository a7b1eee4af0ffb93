package beholden.faces;

import beholden.faces.pack.Head;
import beholden.faces.pack.NetworkInput;

/// Makes templates: the aligned face through the pack's network, scaled to unit length.
final class TemplateMaker {
    private final Network network;
    private final Head.Template head;
    private final boolean flip;

    /// @param flip whether the mirror image counts too: the direction of the sum of both
    TemplateMaker(Network network, Head.Template head, boolean flip) {
        this.network = network;
        this.head = head;
        this.flip = flip;
    }

    /// A template and what the network said of the face it was made of.
    ///
    /// @param values of unit length
    /// @param length of the network's output for the face as it is, before it was scaled: networks trained as
    ///     ArcFace is give long ones for what they know as a face
    @SuppressWarnings("ArrayRecordComponent") // made once, handed on once
    record Made(float[] values, double length) {}

    Made template(Pyramid photo, Landmarks landmarks) {
        NetworkInput input = head.input();
        return template(photo, Aligner.aligned(landmarks, input.width(), input.height()));
    }

    float[] templateOfAligned(Pyramid aligned) {
        NetworkInput input = head.input();
        return template(
                        aligned,
                        Sampling.ofBox(new Box(0, 0, aligned.width(), aligned.height()), input.width(), input.height()))
                .values();
    }

    private Made template(Pyramid photo, Sampling at) {
        NetworkInput input = head.input();
        float[] rgb = new float[3 * input.width() * input.height()];
        photo.sample(at, input.width(), input.height(), 0, rgb);
        float[] output = run(rgb);
        double length = length(output);
        float[] template = unit(output);
        if (!flip) return new Made(template, length);
        float[] mirrored = unit(run(mirror(rgb, input.width())));
        for (int i = 0; i < template.length; i++) template[i] += mirrored[i];
        return new Made(unit(template), length);
    }

    private float[] run(float[] rgb) {
        float[] values = network.run(rgb).values().iterator().next();
        if (values.length != head.dimension()) {
            throw new IllegalStateException(
                    head.file() + ": gave " + values.length + " values; pack.json says " + head.dimension());
        }
        return values;
    }

    private static float[] mirror(float[] rgb, int width) {
        float[] mirrored = new float[rgb.length];
        for (int i = 0; i < rgb.length; i += 3) {
            int column = (i / 3) % width;
            int to = i + 3 * (width - 1 - 2 * column);
            System.arraycopy(rgb, i, mirrored, to, 3);
        }
        return mirrored;
    }

    private static double length(float[] values) {
        double squares = 0;
        for (float v : values) squares += (double) v * v;
        return Math.sqrt(squares);
    }

    private static float[] unit(float[] values) {
        double length = length(values);
        if (!(length > 0) || !Double.isFinite(length))
            throw new IllegalStateException("the template network gave no direction (length " + length + ")");
        float[] unit = new float[values.length];
        for (int i = 0; i < values.length; i++) unit[i] = (float) (values[i] / length);
        return unit;
    }
}
