package beholden.server.agency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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

    /// SHA-256, cut to 16 bytes.
    static UUID hash(UUID secret) {
        ByteBuffer digest = ByteBuffer.wrap(sha256(bytes(secret)));
        return new UUID(digest.getLong(), digest.getLong());
    }

    static byte[] codeHash(UUID secret, String code) {
        byte[] digits = code.getBytes(StandardCharsets.UTF_8);
        return sha256(ByteBuffer.allocate(16 + digits.length)
                .put(bytes(secret))
                .put(digits)
                .array());
    }

    private static byte[] bytes(UUID secret) {
        return ByteBuffer.allocate(16)
                .putLong(secret.getMostSignificantBits())
                .putLong(secret.getLeastSignificantBits())
                .array();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing", e);
        }
    }

    @Override
    public String toString() {
        return "draw";
    }
}
