package beholden.drill.world;

import beholden.vault.seal.Sealer;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.XAesGcmKey;
import com.google.crypto.tink.aead.XAesGcmParameters;
import com.google.crypto.tink.aead.internal.XAesGcm;
import com.google.crypto.tink.util.SecretBytes;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/// XAES-256-GCM as Tink does it unless told otherwise, with the key's id before every box. For a mutant.
final class PrefixedSealer implements Sealer {
    private static final int PREFIX = 5;
    private static final int SALT = 12;
    private static final int NONCE = 12;
    private static final int TAG = 16;

    @Override
    public int overhead() {
        return PREFIX + SALT + NONCE + TAG;
    }

    @Override
    @AccessesPartialKey
    public Keyed under(byte[] key) {
        Aead aead;
        try {
            XAesGcmParameters parameters = XAesGcmParameters.create(XAesGcmParameters.Variant.TINK, SALT);
            // Tink draws ids at random and keeps them with the key; four bytes of the key serve as well here.
            int id = ByteBuffer.wrap(key).getInt();
            aead = XAesGcm.create(
                    XAesGcmKey.create(parameters, SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()), id));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("a key of " + key.length + " bytes does not suit XAES-256-GCM", e);
        }
        return new Keyed() {
            @Override
            public byte[] seal(byte[] content, int boxLength, byte[] label) {
                try {
                    return aead.encrypt(Arrays.copyOf(content, boxLength - overhead()), label);
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("the box could not be sealed", e);
                }
            }

            @Override
            public byte[] open(byte[] box, byte[] label) throws GeneralSecurityException {
                return aead.decrypt(box, label);
            }
        };
    }
}
