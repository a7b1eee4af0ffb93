package beholden.gallery;

import beholden.ground.TypedText;
import java.util.Arrays;

/// A face as a vector of unit length, and the model pack that made it.
///
/// Given a length within 0.001 of one, it is brought to one exactly, so that the comparison score of two
/// templates is their inner product.
///
/// @param pack   id of the model pack; templates of different packs are never compared
/// @param values the vector as the model made it, not rotated
@SuppressWarnings("ArrayRecordComponent") // copied on the way in and out, compared by content
public record Template(String pack, float[] values) {

    private static final double LENGTH_TOLERANCE = 1e-3;

    public Template {
        TypedText.line("pack id", pack, EnrolledFace.MAX_ID);
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        "template of " + pack + ": value " + i + " is " + values[i] + ", not a number a face can have");
            }
            squares += (double) values[i] * values[i];
        }
        double length = Math.sqrt(squares);
        if (Math.abs(length - 1) > LENGTH_TOLERANCE) {
            throw new IllegalArgumentException(String.format(
                    "template of %s: length %.6f; a template has length 1 (within %s)",
                    pack, length, LENGTH_TOLERANCE));
        }
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) (values[i] / length);
        }
        values = unit;
    }

    public int dimension() {
        return values.length;
    }

    @Override
    public float[] values() {
        return values.clone();
    }

    /// Without a copy, for readers within the gallery.
    float[] sharedValues() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template that && pack.equals(that.pack) && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * pack.hashCode() + Arrays.hashCode(values);
    }

    /// Without the values: a template in a log is a template lost.
    @Override
    public String toString() {
        return "Template[" + pack + ", " + values.length + "-d]";
    }
}
