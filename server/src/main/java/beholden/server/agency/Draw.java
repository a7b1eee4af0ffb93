package beholden.server.agency;

import beholden.ground.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/// A secret of 128 bits, of which the log keeps a hash, and a spoken code of six digits with it.
///
/// The secret goes into the hash of the code, which could be found by trying a million of them otherwise.
record Draw(UUID secret, String code, Instant until) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Duration VALID = Duration.ofHours(24);

    static Draw fresh(Instant now) {
        String code = "%06d".formatted(RANDOM.nextInt(1_000_000));
        return new Draw(randomSecret(), code, now.plus(VALID).truncatedTo(ChronoUnit.MILLIS));
    }

    /// All 128 bits random, unlike those of a random UUID.
    static UUID randomSecret() {
        return new UUID(RANDOM.nextLong(), RANDOM.nextLong());
    }

    UUID ticket() {
        return hash(secret);
    }

    byte[] codeHash() {
        return codeHash(secret, code);
    }

    /// The SHA-256 of a secret, cut to 16 bytes.
    static UUID hash(UUID secret) {
        ByteBuffer digest = ByteBuffer.wrap(Sha256.of(bytes(secret)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    static byte[] codeHash(UUID secret, String code) {
        return Sha256.of(bytes(secret), code.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(UUID secret) {
        return ByteBuffer.allocate(16)
                .putLong(secret.getMostSignificantBits())
                .putLong(secret.getLeastSignificantBits())
                .array();
    }

    @Override
    public String toString() {
        return "draw";
    }
}
