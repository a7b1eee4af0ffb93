package beholden.vault.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.subtle.XAesGcmAead;
import com.google.crypto.tink.prf.AesCmacPrfKey;
import com.google.crypto.tink.prf.AesCmacPrfParameters;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.subtle.AesCmacPrf;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// XAES-256-GCM with a salt of 12 bytes: box = salt (12) ‖ nonce (12) ‖ ciphertext ‖ tag (16).
///
/// 192 random bits per box: a repetition is out of reach for any number of boxes a vault could hold.
/// `NO_PREFIX`, since Tink's usual prefix names the key and would tell one agency's boxes from another's.
public final class XAesGcmSealer implements Sealer {

    static final int SALT = 12;
    static final int NONCE = 12;
    static final int TAG = 16;
    private static final byte[] NOTHING = {};
    private static final Aead ZEROS = aead(new byte[32]);
    private static final byte[] BOX_OF_ZEROS = boxOfZeros();

    @Override
    public int overhead() {
        return SALT + NONCE + TAG;
    }

    @Override
    public Keyed under(byte[] key) {
        return new KeyedXAesGcm(aead(key), cmac(key));
    }

    @AccessesPartialKey
    @LowLevelCryptoCaller
    private static Aead aead(byte[] key) {
        try {
            XAesGcmParameters parameters = XAesGcmParameters.create(XAesGcmParameters.Variant.NO_PREFIX, SALT);
            SecretBytes bytes = SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
            return XAesGcmAead.create(XAesGcmKey.create(parameters, bytes, null));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes does not suit XAES-256-GCM", e);
        }
    }

    @AccessesPartialKey
    @LowLevelCryptoCaller
    private static Prf cmac(byte[] key) {
        try {
            return AesCmacPrf.create(AesCmacPrfKey.create(
                    AesCmacPrfParameters.create(key.length), SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get())));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes does not suit AES-CMAC", e);
        }
    }

    private static byte[] boxOfZeros() {
        try {
            return ZEROS.encrypt(NOTHING, NOTHING);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-256-GCM", e);
        }
    }

    /// Tink keeps AES ciphers for each thread, and they keep the key they were last used with for as long as the
    /// thread lives: from here on, one of zeros. It takes 4 µs, about as long as opening a cell's box with it took
    /// before.
    private static void forget() {
        try {
            ZEROS.decrypt(BOX_OF_ZEROS, NOTHING);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a box does not open under the key that sealed it", e);
        }
    }

    private final class KeyedXAesGcm implements Keyed {

        private final Aead aead;
        private final Prf cmac;

        KeyedXAesGcm(Aead aead, Prf cmac) {
            this.aead = aead;
            this.cmac = cmac;
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
                forget();
                Arrays.fill(padded, (byte) 0);
            }
        }

        @Override
        public byte[] open(byte[] box, byte[] label) throws GeneralSecurityException {
            try {
                return aead.decrypt(box, label);
            } finally {
                forget();
            }
        }

        /// XAES-256-GCM (C2SP) seals each message with AES-256-GCM under a key of its own, made from the salt; who
        /// holds
        /// that one learns of the others what AES-CMAC under the long key tells of its other values: nothing.
        @Override
        public byte[] keyOf(byte[] box) {
            try {
                return ByteBuffer.allocate(32)
                        .put(cmac.compute(counted(1, box), 16))
                        .put(cmac.compute(counted(2, box), 16))
                        .array();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no AES", e);
            } finally {
                forget();
            }
        }

        private static byte[] counted(int counter, byte[] box) {
            return ByteBuffer.allocate(16)
                    .putShort((short) counter)
                    .put((byte) 'X')
                    .put((byte) 0)
                    .put(box, 0, SALT)
                    .array();
        }
    }
}
