package beholden.faces.calibration;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/// How much a figure would change had other people been photographed.
///
/// As many people as there are get drawn with replacement, with all their photos, and the figure is computed again; the
/// middle 95 % of such figures are its interval. People are drawn, not pairs, since pairs that share a person are not
/// independent: the subsets bootstrap of Bolle, Ratha and Pankanti, *Error analysis of pattern recognition systems*,
/// Computer Vision and Image Understanding 93 (2004). `docs/calibration.md` says why it is rather too wide than too
/// narrow.
///
/// Draws are the same in every run.
public final class PeopleBootstrap {
    public static final int DRAWS = 500;
    private static final double OUTSIDE_ON_EACH_SIDE = 0.025;

    private PeopleBootstrap() {}

    /// The middle 95 % of the figures.
    public record Interval(double low, double high) {
        public static Interval of(double[] figures) {
            double[] ascending = figures.clone();
            Arrays.sort(ascending);
            int outside = (int) Math.floor(OUTSIDE_ON_EACH_SIDE * ascending.length);
            return new Interval(ascending[outside], ascending[ascending.length - 1 - outside]);
        }
    }

    /// The interval of each figure.
    ///
    /// @param figures of people, each drawn so many times; as many figures whoever is drawn
    public static Interval[] intervals(int people, Function<int[], double[]> figures) {
        double[][] computed = IntStream.range(0, DRAWS)
                .parallel()
                .mapToObj(draw -> figures.apply(drawn(people, draw)))
                .toArray(double[][]::new);
        return IntStream.range(0, computed[0].length)
                .mapToObj(of -> Interval.of(
                        Arrays.stream(computed).mapToDouble(one -> one[of]).toArray()))
                .toArray(Interval[]::new);
    }

    private static int[] drawn(int people, int draw) {
        SplittableRandom random = new SplittableRandom(draw);
        int[] times = new int[people];
        for (int i = 0; i < people; i++) times[random.nextInt(people)]++;
        return times;
    }
}
