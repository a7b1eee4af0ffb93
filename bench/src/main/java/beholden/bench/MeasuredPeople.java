package beholden.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.SplittableRandom;
import tools.jackson.databind.json.JsonMapper;

/// Templates of people who do not exist, distributed like those of real photos: with their mean, their covariance, and
/// as
/// many pairs of strangers of a high score.
///
/// Along each principal axis of the measured templates a coordinate is drawn from the normal law of the measured mean
/// and
/// deviation. What two photos of a person share is a part of each coordinate. Real strangers have high scores more
/// often
/// than independent draws would: people look like others of their kind. So a part of each person's coordinates is that
/// of a
/// *look*, which others have too; looks are of several sizes. The whole is turned by an orthogonal matrix made from the
/// seed, so that no axis of a template is one of the principal ones.
public final class MeasuredPeople implements People {
    private static final String RESOURCE = "measured-templates.json";

    /// Share of the variance of a photo's coordinates that all photos of the person have in common: their mean score.
    private static final double SAME_PERSON = 0.68;

    /// Kinds of look, rare ones last. Chosen so that strangers reach each score from 0.2 to 0.6 about as often as the
    /// default pack's calibration says: `docs/measured.md` has the multiples.
    private static final Look[] LOOKS = {new Look(15, 0.176), new Look(1_600, 0.397)};

    private static final int TURNS = 3;

    /// A kind of look.
    ///
    /// @param count how many looks of the kind there are: two people share one with probability 1/`count`
    /// @param share of the variance of a person's coordinates that is their look's
    private record Look(int count, double share) {}

    private static final TemplateAxes AXES = axes();

    private final long seed;
    private final boolean[][] flipped;

    /// @param seed another seed is another population
    public MeasuredPeople(long seed) {
        this.seed = seed;
        SplittableRandom random = new SplittableRandom(seed);
        this.flipped = new boolean[TURNS][dimension()];
        for (boolean[] turn : flipped) {
            for (int i = 0; i < turn.length; i++) turn[i] = random.nextBoolean();
        }
    }

    private static TemplateAxes axes() {
        try (InputStream in = MeasuredPeople.class.getResourceAsStream(RESOURCE)) {
            return JsonMapper.shared().readValue(in, TemplateAxes.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The photos whose templates these are like.
    public static String measuredOn() {
        return AXES.measuredOn();
    }

    @Override
    public int dimension() {
        return AXES.mean().length;
    }

    @Override
    public long seed() {
        return seed;
    }

    @Override
    public String name() {
        return dimension() + "-measured-seed" + seed;
    }

    @Override
    public float[] photo(long person, int number) {
        float[] coordinates = new float[dimension()];
        long self = SyntheticPeople.mixed(SyntheticPeople.mixed(seed) + person);
        SplittableRandom which = new SplittableRandom(self);
        double own = 1;
        for (int kind = 0; kind < LOOKS.length; kind++) {
            Look look = LOOKS[kind];
            long stream = SyntheticPeople.mixed(SyntheticPeople.mixed(seed - 1 - kind) + which.nextInt(look.count));
            add(stream, SAME_PERSON * look.share, coordinates);
            own -= look.share;
        }
        add(which.nextLong(), SAME_PERSON * own, coordinates);
        add(SyntheticPeople.mixed(self + 1 + number), 1 - SAME_PERSON, coordinates);
        for (int i = 0; i < coordinates.length; i++) {
            coordinates[i] = (float) (AXES.mean()[i] + AXES.deviation()[i] * coordinates[i]);
        }
        for (boolean[] turn : flipped) turn(coordinates, turn);
        return SyntheticPeople.normalised(coordinates);
    }

    /// Adds independent normal numbers of this variance.
    private static void add(long stream, double variance, float[] to) {
        SplittableRandom random = new SplittableRandom(stream);
        double deviation = Math.sqrt(variance);
        for (int i = 0; i < to.length; i++) to[i] += (float) (deviation * random.nextGaussian());
    }

    /// Sign flips, then the Hadamard matrix: orthogonal but for a factor, and every axis goes to all others.
    private static void turn(float[] values, boolean[] flipped) {
        for (int i = 0; i < values.length; i++) if (flipped[i]) values[i] = -values[i];
        for (int half = 1; half < values.length; half *= 2) {
            for (int start = 0; start < values.length; start += 2 * half) {
                for (int i = start; i < start + half; i++) {
                    float sum = values[i] + values[i + half];
                    values[i + half] = values[i] - values[i + half];
                    values[i] = sum;
                }
            }
        }
    }
}
