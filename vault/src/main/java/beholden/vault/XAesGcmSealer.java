package beholden.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.subtle.XAesGcmAead;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// XAES-256-GCM with a salt of 12 bytes: box = salt (12) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
///
/// 192 random bits per box: a repetition is out of reach for any number of boxes a vault could hold.
/// `NO_PREFIX`, since Tink's usual prefix names the key and would tell one agency's boxes from another's.
final class XAesGcmSealer implements Sealer {

    private static final int SALT = 12;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    @Override
    public int overhead() {
        return SALT + NONCE + TAG;
    }

    @Override
    @AccessesPartialKey
    @LowLevelCryptoCaller
    public Keyed under(byte[] key) {
        try {
            XAesGcmParameters parameters = XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, SALT);
            SecretBytes bytes = SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
            return new KeyedXAesGcm(XAesGcmAead.create(XAesGcmKey.create(parameters, bytes, null)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes does not suit XAES-256-GCM", e);
        }
    }

    private final class KeyedXAesGcm implements Keyed {

        private final Aead aead;

        KeyedXAesGcm(Aead aead) {
            this.aead = aead;
        }

        @Override
        public byte[] seal(byte[] content, int boxLength, byte[] label) {
            int room = boxLength - overhead();
            if (content.length > room) {
                throw new IllegalArgumentException(
                        content.length + " bytes do not fit a box with room for " + room + " bytes");
            }
            byte[] padded = Arrays.copyOf(content, room);
            try {
                return aead.encrypt(padded, label);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the box could not be sealed", e);
            } finally {
                Arrays.fill(padded, (byte) 0);
            }
        }

        @Override
        public byte[] open(byte[] box, byte[] label) throws GeneralSecurityException {
            return aead.decrypt(box, label);
        }
    }
}
