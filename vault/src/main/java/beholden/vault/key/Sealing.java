package beholden.vault.key;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.subtle.XAesGcmAead;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/// XAES-256-GCM (C2SP) without a prefix: 12 bytes of salt and 12 of nonce, both random, then AES-256-GCM.
final class Sealing {
    /// Bytes by which a box is longer than its content: salt, nonce, tag.
    static final int OVERHEAD = 12 + 12 + 16;

    private static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 12;
    private static final String NO_AES = "this Java runtime cannot seal with AES-256-GCM";

    private Sealing() {}

    /// A fresh box at every call.
    ///
    /// @param key 32 bytes
    static byte[] seal(Secret key, byte[] content, byte[] associated) {
        try {
            return aead(key).encrypt(content, associated);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(NO_AES, e);
        } finally {
            forget();
        }
    }

    /// The content; null if the box was made with another key or other associated data, or was changed.
    static byte @Nullable [] open(Secret key, byte[] box, byte[] associated) {
        try {
            return aead(key).decrypt(box, associated);
        } catch (GeneralSecurityException _) {
            return null;
        } finally {
            forget();
        }
    }

    /// Tink keeps an AES cipher for each thread, and that keeps the key it was last used with for as long as the
    /// thread lives: from here on, one of zeros.
    private static void forget() {
        try (Secret zeros = Secret.taking(new byte[KEY_BYTES])) {
            aead(zeros).encrypt(new byte[0], new byte[0]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(NO_AES, e);
        }
    }

    @AccessesPartialKey
    @LowLevelCryptoCaller
    private static Aead aead(Secret key) throws GeneralSecurityException {
        XAesGcmParameters parameters = XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, SALT_BYTES);
        SecretBytes bytes = SecretBytes.copyFrom(key.bytes(), InsecureSecretKeyAccess.get());
        return XAesGcmAead.create(XAesGcmKey.create(parameters, bytes, null));
    }
}
