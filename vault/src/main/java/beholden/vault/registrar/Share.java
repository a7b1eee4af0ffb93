package beholden.vault.registrar;

import beholden.ground.Sha256;
import beholden.vault.key.Argon2Cost;
import beholden.vault.key.KeyException;
import beholden.vault.key.PassphraseBox;
import beholden.vault.key.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// One holder's share of the registrar's private key, as text that can be printed and typed in again.
///
/// ```
/// BEHOLDEN REGISTRAR SHARE 1
/// registrar  c0ffee0123456789            the first 8 bytes of SHA-256 of the public key
/// share      2 of 3, any 2 open the directory
/// sealed     no                          yes: value is a PassphraseBox under the holder's own passphrase
/// value      0123 4567 89ab cdef …       hexadecimal, over as many lines as it takes
/// checksum   89ab cdef                   the first 4 bytes of SHA-256 of the words above, joined by single spaces
/// ```
///
/// @param registrar 16 hexadecimal digits
/// @param number    1 to 255
/// @param shares    how many were made
/// @param needed    how many open the directory
/// @param sealed    whether a passphrase is needed
/// @param value     the share, or the box that holds it
public record Share(String registrar, int number, int shares, int needed, boolean sealed, Secret value)
        implements AutoCloseable {
    private static final String TITLE = "BEHOLDEN REGISTRAR SHARE 1";
    private static final String SEALED_AS = "registrar share";
    private static final int DIGITS_IN_GROUP = 4;
    private static final int GROUPS_IN_LINE = 8;

    /// This share, to be opened with the holder's passphrase only.
    public Share sealedUnder(Secret passphrase, Argon2Cost cost) {
        byte[] box = PassphraseBox.seal(SEALED_AS, value, passphrase, cost);
        return new Share(registrar, number, shares, needed, true, Secret.taking(box));
    }

    /// This share, open. Asks for the passphrase only if it is sealed.
    ///
    /// @param name what to call the share in messages, such as its file
    public Share opened(String name, Supplier<Secret> passphrase) throws KeyException {
        if (!sealed) return new Share(registrar, number, shares, needed, false, value.copy());
        try (Secret asked = passphrase.get()) {
            Secret open = PassphraseBox.open(name, SEALED_AS, value.bytes(), asked);
            return new Share(registrar, number, shares, needed, false, open);
        }
    }

    /// The text to print or keep.
    public byte[] text() {
        StringBuilder text = new StringBuilder();
        text.append(TITLE).append('\n');
        text.append("registrar  ").append(registrar).append('\n');
        text.append("share      %d of %d, any %d open the directory\n".formatted(number, shares, needed));
        text.append("sealed     ").append(sealed ? "yes" : "no").append('\n');
        text.append("value     ");
        String digits = HexFormat.of().formatHex(value.bytes());
        for (int at = 0; at < digits.length(); at += DIGITS_IN_GROUP) {
            if (at > 0 && at % (DIGITS_IN_GROUP * GROUPS_IN_LINE) == 0) text.append("\n          ");
            text.append(' ').append(digits, at, Math.min(at + DIGITS_IN_GROUP, digits.length()));
        }
        String checksum = checksum(text.toString());
        text.append("\nchecksum   ").append(checksum).append('\n');
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /// Reads what [#text()] wrote; the width of spaces and the breaks of lines do not matter.
    ///
    /// @param name what to call the share in messages, such as its file
    /// @throws RegistrarException if it is no share, or was damaged
    public static Share parse(String name, byte[] text) throws RegistrarException {
        String words = new String(text, StandardCharsets.US_ASCII).strip().replaceAll("\\s+", " ");
        int end = words.lastIndexOf(" checksum ");
        if (!words.startsWith(TITLE) || end < 0) {
            throw new RegistrarException(name + ": not a registrar's share; name a file that `registrar init` wrote");
        }
        if (!checksum(words.substring(0, end))
                .equals(words.substring(end + " checksum ".length()).replace(" ", ""))) {
            throw new RegistrarException(
                    name + ": damaged, or mistyped (the checksum is wrong); compare it with the holder's paper");
        }
        Map<String, String> fields = fields(words.substring(TITLE.length(), end));
        try {
            String[] numbers = field(name, fields, "share")
                    .replaceAll("[^0-9]+", " ")
                    .strip()
                    .split(" ");
            return new Share(
                    field(name, fields, "registrar"),
                    Integer.parseInt(numbers[0]),
                    Integer.parseInt(numbers[1]),
                    Integer.parseInt(numbers[2]),
                    field(name, fields, "sealed").equals("yes"),
                    Secret.taking(
                            HexFormat.of().parseHex(field(name, fields, "value").replace(" ", ""))));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
            throw new RegistrarException(name + ": a share of a form that this version does not know");
        }
    }

    /// Hash that the public file keeps of a share: it names a changed or foreign one, and tells nothing of its
    /// value.
    static byte[] commitment(int number, Secret value) {
        MessageDigest sha256 = Sha256.digest();
        sha256.update("beholden registrar share 1".getBytes(StandardCharsets.US_ASCII));
        sha256.update((byte) number);
        return sha256.digest(value.bytes());
    }

    /// The first 8 bytes of SHA-256 of a public key.
    static String fingerprint(byte[] publicKey) {
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.digest().digest(publicKey), 8));
    }

    @Override
    public void close() {
        value.close();
    }

    @Override
    public String toString() {
        return "Share[" + number + " of " + shares + "]";
    }

    private static Map<String, String> fields(String words) {
        Map<String, String> fields = new LinkedHashMap<>();
        String name = "";
        for (String word : words.strip().split(" ")) {
            if (word.matches("registrar|share|sealed|value")) {
                name = word;
            } else {
                fields.merge(name, word, (before, more) -> before + " " + more);
            }
        }
        return fields;
    }

    private static String field(String share, Map<String, String> fields, String name) throws RegistrarException {
        String value = fields.get(name);
        if (value == null) throw new RegistrarException(share + ": it has no line `" + name + "`; the file is cut off");
        return value;
    }

    private static String checksum(String text) {
        byte[] words = text.strip().replaceAll("\\s+", " ").getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(Arrays.copyOf(Sha256.digest().digest(words), 4));
    }
}
