package beholden.vault.key;

import beholden.ground.Sha256;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/// A secret sealed under a passphrase.
///
/// ```
/// "BHSEAL01"
/// length of the purpose (1 byte), purpose (ASCII)
/// Argon2id: memory in KiB, passes, lanes (4 bytes each, big endian), salt (16)
/// XAES-256-GCM box of the content under Argon2id(passphrase, salt), all above as associated data
/// SHA-256 of all above (32)
/// ```
///
/// The last line tells damage from a wrong passphrase. It protects nothing: who changes the file on purpose can
/// make it anew, and then the box does not open.
public final class PassphraseBox {
    /// The least number of bytes of a passphrase that something is sealed under.
    public static final int LEAST_PASSPHRASE = 10;

    private static final byte[] MAGIC = "BHSEAL01".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT_BYTES = 16;
    private static final int SUM_BYTES = 32;
    private static final int KEY_BYTES = 32;

    private PassphraseBox() {}

    /// @param purpose what kind of thing is sealed, to be told in messages: 1 to 40 ASCII characters
    /// @throws IllegalArgumentException if the passphrase is shorter than [#LEAST_PASSPHRASE] bytes
    public static byte[] seal(String purpose, Secret content, Secret passphrase, Argon2Cost cost) {
        if (passphrase.length() < LEAST_PASSPHRASE) {
            throw new IllegalArgumentException(
                    "a passphrase has at least " + LEAST_PASSPHRASE + " characters; six or more random words are good");
        }
        byte[] kind = purpose.getBytes(StandardCharsets.US_ASCII);
        if (kind.length < 1 || kind.length > 40) throw new IllegalArgumentException("purpose of 1 to 40 characters");
        byte[] salt = Secret.random(SALT_BYTES).bytes();
        byte[] header = ByteBuffer.allocate(MAGIC.length + 1 + kind.length + 3 * Integer.BYTES + SALT_BYTES)
                .put(MAGIC)
                .put((byte) kind.length)
                .put(kind)
                .putInt(cost.memoryKib())
                .putInt(cost.passes())
                .putInt(cost.lanes())
                .put(salt)
                .array();
        byte[] box;
        try (Secret key = stretch(passphrase, salt, cost)) {
            box = Sealing.seal(key, content.bytes(), header);
        }
        byte[] all = Arrays.copyOf(header, header.length + box.length + SUM_BYTES);
        System.arraycopy(box, 0, all, header.length, box.length);
        System.arraycopy(sum(all), 0, all, all.length - SUM_BYTES, SUM_BYTES);
        return all;
    }

    /// The content, to be closed by the caller.
    ///
    /// @param name    what to call the box in messages, such as its file
    /// @param purpose what it was sealed as
    /// @throws DamagedKeyException      if it is no such box, or was changed since
    /// @throws WrongPassphraseException if it is whole and the passphrase does not open it
    public static Secret open(String name, String purpose, byte[] sealed, Secret passphrase) throws KeyException {
        if (sealed.length < MAGIC.length + SUM_BYTES
                || !Arrays.equals(sealed, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DamagedKeyException(name + ": not a " + purpose + " sealed by Beholden; name the right file");
        }
        if (!MessageDigest.isEqual(sum(sealed), Arrays.copyOfRange(sealed, sealed.length - SUM_BYTES, sealed.length))) {
            throw new DamagedKeyException(name + ": damaged (its checksum is wrong); put it back from its copy");
        }
        ByteBuffer in = ByteBuffer.wrap(sealed, MAGIC.length, sealed.length - MAGIC.length - SUM_BYTES);
        byte[] salt = new byte[SALT_BYTES];
        Argon2Cost cost;
        try {
            byte[] kind = new byte[Byte.toUnsignedInt(in.get())];
            in.get(kind);
            String sealedAs = new String(kind, StandardCharsets.US_ASCII);
            if (!sealedAs.equals(purpose)) {
                throw new DamagedKeyException(name + ": holds a sealed " + sealedAs.replaceAll("[^ -~]", "?")
                        + ", not a " + purpose + "; name the right file");
            }
            cost = new Argon2Cost(in.getInt(), in.getInt(), in.getInt());
            in.get(salt);
        } catch (BufferUnderflowException _) {
            throw new DamagedKeyException(name + ": cut off; put it back from its copy");
        } catch (IllegalArgumentException e) {
            throw new DamagedKeyException(name + ": " + e.getMessage() + "; somebody changed the file");
        }
        byte[] header = Arrays.copyOf(sealed, in.position());
        byte[] box = Arrays.copyOfRange(sealed, in.position(), sealed.length - SUM_BYTES);
        try (Secret key = stretch(passphrase, salt, cost)) {
            byte[] content = Sealing.open(key, box, header);
            if (content == null) throw new WrongPassphraseException(name + ": the passphrase is wrong; try again");
            return Secret.taking(content);
        }
    }

    private static Secret stretch(Secret passphrase, byte[] salt, Argon2Cost cost) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] key = new byte[KEY_BYTES];
        argon2.generateBytes(passphrase.bytes(), key);
        return Secret.taking(key);
    }

    /// SHA-256 of all but the last 32 bytes.
    private static byte[] sum(byte[] all) {
        MessageDigest digest = Sha256.digest();
        digest.update(all, 0, all.length - SUM_BYTES);
        return digest.digest();
    }
}
