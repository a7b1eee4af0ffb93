package beholden.bench;

import java.util.SplittableRandom;

/// Templates of people who do not exist, with the geometry of real ones: templates of different people are nearly
/// orthogonal, two photos of one person score about 0.6.
///
/// A person is a random direction, a photo of them is `normalise(√0.6·person + √0.4·noise)` with another random
/// direction as noise. Every template is computed by itself from the seed, the person and the photo's number, so
/// any part of a population of any size can be made by any thread, in any order, and is the same each time.
///
/// @param dimension of a template
/// @param seed      another seed is another population
public record SyntheticPeople(int dimension, long seed) implements People {
    private static final double MATE_SCORE = 0.6;

    /// No photo has this number: the stream of random numbers that makes the person's own direction.
    private static final int PERSON_ITSELF = -1;

    public SyntheticPeople {
        if (dimension < 2) {
            throw new IllegalArgumentException(
                    "a template of " + dimension + " numbers has no direction; 2 are the least");
        }
    }

    @Override
    public String name() {
        return dimension + "-seed" + seed;
    }

    @Override
    public float[] photo(long person, int number) {
        float[] face = direction(person, PERSON_ITSELF);
        float[] noise = direction(person, number);
        float likeness = (float) Math.sqrt(MATE_SCORE);
        float change = (float) Math.sqrt(1 - MATE_SCORE);
        for (int i = 0; i < dimension; i++) {
            face[i] = likeness * face[i] + change * noise[i];
        }
        return normalised(face);
    }

    /// Independent normal coordinates give a direction that is uniform on the sphere.
    private float[] direction(long person, int stream) {
        SplittableRandom random = new SplittableRandom(mixed(mixed(mixed(seed) + person) + stream));
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return normalised(values);
    }

    static float[] normalised(float[] values) {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return values;
    }

    /// The finaliser of MurmurHash3 with Stafford's constants (mix 13), over a step by the golden ratio so that zero
    /// moves too.
    static long mixed(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
