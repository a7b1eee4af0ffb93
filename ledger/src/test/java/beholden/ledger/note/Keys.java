package beholden.ledger.note;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

/// Keys for tests, each from a seed of one repeated byte.
public final class Keys {
    /// Stands still at the second 1,700,000,000.
    public static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000));

    private Keys() {}

    public static byte[] seed(int number) {
        byte[] seed = new byte[NoteSigner.SEED_LENGTH];
        Arrays.fill(seed, (byte) number);
        return seed;
    }

    public static NoteSigner log(String origin, int number) {
        return NoteSigner.ed25519(origin, seed(number));
    }

    public static NoteSigner witness(String name, int number) {
        return NoteSigner.ed25519Cosignature(name, seed(number), CLOCK);
    }

    public static NoteSigner quantumSafeWitness(String name, int number) {
        return NoteSigner.mlDsa44Cosignature(name, seed(number), CLOCK);
    }
}
