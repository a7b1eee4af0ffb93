package beholden.vault.seal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What the key of one box does: seal it and open it, for the agency that wrote it and for outsiders alike.
///
/// ```
/// commitment = HMAC-SHA256(key of the box, "beholden box commitment 1" ‖ salt ‖ nonce ‖ label)
/// subkey     = HMAC-SHA256(key of the box, "beholden box key 1" ‖ salt ‖ nonce ‖ label)
/// sealed     = AES-256-GCM(subkey, nonce, content, label)
/// ```
///
/// AES-GCM does not commit to its key: who writes a ciphertext can make it open under two (Grubbs, Lu and
/// Ristenpart, *Message Franking via Committing Authenticated Encryption*, CRYPTO 2017; Dodis, Grubbs, Ristenpart
/// and Woodage, *Fast Message Franking: From Invisible Salamanders to Encryptment*, CRYPTO 2018). The remedy is
/// UtC of Bellare and Hoang (*Efficient Schemes for Committing Authenticated Encryption*, EUROCRYPT 2022;
/// Albertini, Duong, Gueron, Kölbl, Luykx and Schmieg, *How to Abuse and Fix Authenticated Encryption Without Key
/// Commitment*, USENIX Security 2022): a pseudorandom function under the key gives a commitment, which goes into
/// the box, and a subkey, which encrypts. Two keys that open one box are two messages with one HMAC-SHA256, and
/// so a collision of SHA-256. Nonce and label are under the HMAC too, so that the commitment fixes all that a
/// reader opens with. To whoever has no key it is a random number.
final class BoxKey {
    static final int NONCE = 12;
    static final int COMMITMENT = 32;
    static final int TAG = 16;

    /// Bytes of a box beside its salt and its content.
    static final int OVERHEAD = NONCE + COMMITMENT + TAG;

    private static final int HEAD = CommittingSealer.SALT + NONCE;
    private static final int SEALED = HEAD + COMMITMENT;
    private static final String HMAC = "HmacSHA256";
    private static final byte[] FOR_COMMITMENT = "beholden box commitment 1".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FOR_KEY = "beholden box key 1".getBytes(StandardCharsets.US_ASCII);

    private BoxKey() {}

    /// Writes commitment, ciphertext and tag behind the salt and the nonce that are in the box.
    static void seal(byte[] key, byte[] content, byte[] box, byte[] label) throws GeneralSecurityException {
        System.arraycopy(commitment(key, box, label), 0, box, HEAD, COMMITMENT);
        cipher(Cipher.ENCRYPT_MODE, key, box, label).doFinal(content, 0, content.length, box, SEALED);
    }

    /// The content of a box of [CommittingSealer#overhead()] bytes or more.
    ///
    /// @throws GeneralSecurityException if the key, the label or the box is not what was sealed
    static byte[] open(byte[] key, byte[] box, byte[] label) throws GeneralSecurityException {
        if (!MessageDigest.isEqual(commitment(key, box, label), Arrays.copyOfRange(box, HEAD, SEALED))) {
            throw new GeneralSecurityException("the key is not the one that the box commits to");
        }
        try {
            return cipher(Cipher.DECRYPT_MODE, key, box, label).doFinal(box, SEALED, box.length - SEALED);
        } catch (AEADBadTagException e) {
            throw new GeneralSecurityException("the box was altered", e);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] box, byte[] label) throws GeneralSecurityException {
        byte[] subkey = subkey(key, box, label);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode,
                new SecretKeySpec(subkey, "AES"),
                new GCMParameterSpec(8 * TAG, box, CommittingSealer.SALT, NONCE));
        Arrays.fill(subkey, (byte) 0);
        cipher.updateAAD(label);
        return cipher;
    }

    static byte[] commitment(byte[] key, byte[] box, byte[] label) throws GeneralSecurityException {
        return hmac(FOR_COMMITMENT, key, box, label);
    }

    static byte[] subkey(byte[] key, byte[] box, byte[] label) throws GeneralSecurityException {
        return hmac(FOR_KEY, key, box, label);
    }

    private static byte[] hmac(byte[] purpose, byte[] key, byte[] box, byte[] label) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(new SecretKeySpec(key, HMAC));
        mac.update(purpose);
        mac.update(box, 0, HEAD);
        return mac.doFinal(label);
    }
}
