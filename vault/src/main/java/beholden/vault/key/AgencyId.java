package beholden.vault.key;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/// The random number an agency has in the keyring and in the registrar's directory, and nowhere else.
///
/// It stands in no database and no log; so [#toString()] shows nothing of it, and whoever must print it says so
/// with [#hex()].
///
/// @param bytes 16; copied on the way in and out
public record AgencyId(byte[] bytes) {
    public static final int BYTES = 16;

    /// The log that holds the registrar's directory. Every keyring has keys for it from its first day.
    public static final AgencyId DIRECTORY = new AgencyId(new byte[BYTES]);

    private static final SecureRandom RANDOM = new SecureRandom();

    public AgencyId {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("an agency id has " + BYTES + " bytes, not " + bytes.length);
        }
        bytes = bytes.clone();
    }

    public static AgencyId random() {
        byte[] fresh = new byte[BYTES];
        RANDOM.nextBytes(fresh);
        return new AgencyId(fresh);
    }

    /// Reads what [#hex()] wrote; spaces, hyphens and capitals do not matter.
    ///
    /// @throws IllegalArgumentException if it is no agency id; the message does not repeat it
    public static AgencyId parse(String text) {
        String digits = text.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{" + 2 * BYTES + "}")) {
            throw new IllegalArgumentException("not an agency id: it has " + 2 * BYTES
                    + " hexadecimal digits, such as the one that was printed when the agency was added");
        }
        return new AgencyId(HexFormat.of().parseHex(digits));
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    /// 32 hexadecimal digits, to be shown to the registrar and kept out of logs.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgencyId id && Arrays.equals(bytes, id.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "AgencyId[hidden]";
    }
}
