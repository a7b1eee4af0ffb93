package beholden.gallery;

/// Comparison scores of a [FaceSample], counted in bins, and apart for each pair of 64 blocks of people: so that they
/// can
/// be counted again as if other people had been drawn.
///
/// Faces of one person are in one block, as far as they were recognised as such.
public final class SampledScores {
    /// Number of blocks of people.
    public static final int BLOCKS = 64;

    private static final int BINS_PER_UNIT = 400;

    static final int BINS = 2 * BINS_PER_UNIT + 1;

    private final int[][] counts;
    private final int people;

    /// @param counts of each pair of blocks, in each bin
    SampledScores(int[][] counts, int people) {
        this.counts = counts;
        this.people = people;
    }

    static int blockPairs() {
        return BLOCKS * (BLOCKS + 1) / 2;
    }

    /// @param other not over `block`
    static int blockPair(int block, int other) {
        return block * (block + 1) / 2 + other;
    }

    /// The bin of a score; those below -1 and above 1, as rounding makes them, are in the outermost.
    public static int bin(double score) {
        return Math.clamp((int) Math.floor((score + 1) * BINS_PER_UNIT + 1e-6), 0, BINS - 1);
    }

    /// The lowest score of a bin.
    public static double lowest(int bin) {
        return (double) (bin - BINS_PER_UNIT) / BINS_PER_UNIT;
    }

    /// Number of people that the faces are of, as far as they were recognised.
    public int people() {
        return people;
    }

    /// Number of pairs in each bin.
    public double[] counts() {
        double[] sum = new double[BINS];
        for (int[] one : counts) for (int bin = 0; bin < BINS; bin++) sum[bin] += one[bin];
        return sum;
    }

    /// Number of pairs in each bin, had each block been drawn so many times.
    public double[] counts(int[] times) {
        double[] sum = new double[BINS];
        for (int block = 0; block < BLOCKS; block++) {
            for (int other = 0; other <= block; other++) {
                double both = (double) times[block] * times[other];
                if (both == 0) continue;
                int[] one = counts[blockPair(block, other)];
                for (int bin = 0; bin < BINS; bin++) sum[bin] += both * one[bin];
            }
        }
        return sum;
    }
}
