package beholden.faces.pack;

import java.util.List;

/// Form of a network's input: one image, each value `(sample − mean) / scale`, planes one after the other (NCHW).
///
/// @param width    pixels
/// @param height   pixels
/// @param channels order of the planes
/// @param mean     one value a plane, or one for all
/// @param scale    one value a plane, or one for all; not zero
public record NetworkInput(int width, int height, Channels channels, List<Float> mean, List<Float> scale) {

    /// Order of the colour planes; `GREY` is one plane of BT.601 luma.
    public enum Channels {
        RGB,
        BGR,
        GREY;

        public int planes() {
            return this == GREY ? 1 : 3;
        }
    }

    public NetworkInput {
        if (width < 16 || height < 16 || width > 4096 || height > 4096) {
            throw new IllegalArgumentException(
                    "input of " + width + " × " + height + " pixels; 16 to 4,096 a side is possible");
        }
        mean = perPlane("mean", mean, channels.planes());
        scale = perPlane("scale", scale, channels.planes());
        if (scale.stream().anyMatch(s -> s == 0 || !Float.isFinite(s))) {
            throw new IllegalArgumentException("scale holds a zero or a value that is no number");
        }
    }

    private static List<Float> perPlane(String name, List<Float> values, int planes) {
        if (values.size() == 1) return java.util.Collections.nCopies(planes, values.getFirst());
        if (values.size() == planes) return List.copyOf(values);
        throw new IllegalArgumentException(name + " has " + values.size() + " values; 1 or " + planes + " are needed");
    }

    /// Floats in one input.
    public int size() {
        return channels.planes() * width * height;
    }
}
