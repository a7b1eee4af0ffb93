package beholden.bench.accuracy;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Ways to process templates that are customary, and were weighed (`docs/decisions/0018`).
final class Templates {
    private Templates() {}

    /// The mean of the first `count` of `photos`, of unit length.
    static float[] mean(float[][] templates, int[] photos, int count) {
        return unit(sum(Arrays.stream(photos)
                .limit(count)
                .mapToObj(photo -> templates[photo])
                .toArray(float[][]::new)));
    }

    /// Each template less the mean of all, of unit length again.
    static float[][] centred(float[][] templates) {
        double[] mean = sum(templates);
        return Arrays.stream(templates)
                .map(template -> unit(IntStream.range(0, template.length)
                        .mapToDouble(i -> template[i] - mean[i] / templates.length)
                        .toArray()))
                .toArray(float[][]::new);
    }

    private static double[] sum(float[][] templates) {
        double[] sum = new double[templates[0].length];
        for (float[] template : templates) for (int i = 0; i < sum.length; i++) sum[i] += template[i];
        return sum;
    }

    private static float[] unit(double[] vector) {
        double length =
                Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) unit[i] = (float) (vector[i] / length);
        return unit;
    }
}
