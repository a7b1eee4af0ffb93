package beholden.vault.key;

/// Cost of a guess at a passphrase under Argon2id (RFC 9106).
///
/// Both ends are bounded: below, because a cheap guess protects nothing; above, because the figures come from a
/// file that somebody may have changed to make its reader run out of memory or time.
///
/// @param memoryKib memory per guess, in KiB: 19,456 to 1,048,576
/// @param passes    passes over that memory: 1 to 64, and at least 2 below 47,104 KiB
/// @param lanes     1 to 16
public record Argon2Cost(int memoryKib, int passes, int lanes) {
    // OWASP Password Storage Cheat Sheet: 19 MiB and 2 passes, or 46 MiB and 1 pass.
    private static final int LEAST_KIB = 19 * 1024;
    private static final int LEAST_KIB_FOR_ONE_PASS = 46 * 1024;
    private static final int MOST_KIB = 1024 * 1024;

    /// Cost for new files: 256 MiB, once over; measured at 0.4 s of one core of a server of 2024 (three times over:
    /// 1.2 s).
    public static final Argon2Cost DEFAULT = new Argon2Cost(256 * 1024, 1, 1);

    /// The least that is accepted, for where a second is too long: tests, small machines.
    public static final Argon2Cost LEAST = new Argon2Cost(LEAST_KIB, 2, 1);

    public Argon2Cost {
        if (memoryKib < LEAST_KIB || memoryKib > MOST_KIB) {
            throw new IllegalArgumentException("an Argon2id memory of %,d KiB is outside %,d to %,d KiB"
                    .formatted(memoryKib, LEAST_KIB, MOST_KIB));
        }
        if (passes < (memoryKib < LEAST_KIB_FOR_ONE_PASS ? 2 : 1) || passes > 64) {
            throw new IllegalArgumentException(passes + " passes of Argon2id are outside 1 to 64 (2 to 64 below "
                    + LEAST_KIB_FOR_ONE_PASS + " KiB)");
        }
        if (lanes < 1 || lanes > 16) {
            throw new IllegalArgumentException(lanes + " lanes of Argon2id are outside 1 to 16");
        }
    }
}
