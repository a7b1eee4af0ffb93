package beholden.vault.seal;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.prf.AesCmacPrfKey;
import com.google.crypto.tink.prf.AesCmacPrfParameters;
import com.google.crypto.tink.prf.Prf;
import com.google.crypto.tink.prf.subtle.AesCmacPrf;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;

/// Boxes that commit to their key: nobody, whoever wrote the box, has two keys that open it.
///
/// ```
/// box = salt (12) ‖ nonce (12) ‖ commitment (32) ‖ AES-256-GCM ciphertext ‖ tag (16)
/// ```
///
/// Each box has a key of its own, made from the sealer's key and the salt as XAES-256-GCM (C2SP) makes it. From
/// that come the commitment and the key of AES-256-GCM, as [BoxKey] says. 192 random bits per box: a repetition
/// is out of reach for any number of boxes a vault could hold. Nothing in a box names its key, so that one
/// agency's boxes look like another's.
public final class CommittingSealer implements Sealer {

    static final int SALT = 12;
    private static final Prf ZEROS = cmac(new byte[DisclosedCell.KEY]);

    private final SecureRandom random = new SecureRandom();

    @Override
    public int overhead() {
        return SALT + BoxKey.OVERHEAD;
    }

    @Override
    public Keyed under(byte[] key) {
        return new KeyedCommitting(cmac(key));
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

    private final class KeyedCommitting implements Keyed {

        private final Prf cmac;

        KeyedCommitting(Prf cmac) {
            this.cmac = cmac;
        }

        @Override
        public byte[] seal(byte[] content, int boxLength, byte[] label) {
            int room = boxLength - overhead();
            if (content.length > room) {
                throw new IllegalArgumentException(
                        content.length + " bytes do not fit a box with room for " + room + " bytes");
            }
            byte[] head = new byte[SALT + BoxKey.NONCE];
            random.nextBytes(head);
            byte[] box = Arrays.copyOf(head, boxLength);
            byte[] key = keyOf(head);
            byte[] padded = Arrays.copyOf(content, room);
            try {
                BoxKey.seal(key, padded, box, label);
                return box;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the box could not be sealed", e);
            } finally {
                Arrays.fill(key, (byte) 0);
                Arrays.fill(padded, (byte) 0);
            }
        }

        @Override
        public byte[] open(byte[] box, byte[] label) throws GeneralSecurityException {
            if (box.length < overhead()) throw new GeneralSecurityException("the box is too short to be one");
            byte[] key = keyOf(box);
            try {
                return BoxKey.open(key, box, label);
            } finally {
                Arrays.fill(key, (byte) 0);
            }
        }

        /// XAES-256-GCM (C2SP) makes a key for each message, from the salt; who holds that one learns of the
        /// others what AES-CMAC under the long key tells of its other values: nothing.
        @Override
        public byte[] keyOf(byte[] box) {
            try {
                return ByteBuffer.allocate(DisclosedCell.KEY)
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

        /// Tink keeps an AES cipher for each thread, and that keeps the key it was last used with for as long as
        /// the thread lives: from here on, one of zeros.
        private static void forget() {
            try {
                ZEROS.compute(new byte[16], 16);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this Java has no AES", e);
            }
        }
    }
}
