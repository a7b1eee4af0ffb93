package beholden.vault.registrar;

import beholden.vault.key.Secret;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HpkePrivateKey;
import com.google.crypto.tink.hybrid.HpkePublicKey;
import com.google.crypto.tink.hybrid.internal.HpkeDecrypt;
import com.google.crypto.tink.hybrid.internal.HpkeEncrypt;
import com.google.crypto.tink.subtle.X25519;
import com.google.crypto.tink.util.Bytes;
import com.google.crypto.tink.util.SecretBytes;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import org.jspecify.annotations.Nullable;

/// HPKE (RFC 9180), base mode, with X25519, HKDF-SHA256 and AES-256-GCM: anybody seals to the public key, only
/// the private key opens.
final class HpkeBox {
    static final int KEY_BYTES = 32;

    private HpkeBox() {}

    static byte[] publicKeyOf(Secret privateKey) {
        try {
            return X25519.publicFromPrivate(privateKey.bytes());
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("an X25519 private key has " + KEY_BYTES + " bytes", e);
        }
    }

    static byte[] seal(byte[] publicKey, byte[] content, byte[] info) {
        try {
            return HpkeEncrypt.create(key(publicKey)).encrypt(content, info);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the registrar's public key cannot be sealed to; is registrar.json whole?", e);
        }
    }

    /// The content; null if it was sealed to another key or for another use, or was changed.
    @AccessesPartialKey
    static byte @Nullable [] open(Secret privateKey, byte[] box, byte[] info) {
        try {
            SecretBytes bytes = SecretBytes.copyFrom(privateKey.bytes(), InsecureSecretKeyAccess.get());
            HpkePrivateKey key = HpkePrivateKey.create(key(publicKeyOf(privateKey)), bytes);
            return HpkeDecrypt.create(key).decrypt(box, info);
        } catch (GeneralSecurityException _) {
            return null;
        }
    }

    @AccessesPartialKey
    private static HpkePublicKey key(byte[] publicKey) throws GeneralSecurityException {
        HpkeParameters parameters = HpkeParameters.builder()
                .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                .setVariant(HpkeParameters.Variant.NO_PREFIX)
                .build();
        return HpkePublicKey.create(parameters, Bytes.copyFrom(publicKey), null);
    }
}
