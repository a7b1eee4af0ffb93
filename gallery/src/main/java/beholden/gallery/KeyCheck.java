package beholden.gallery;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Mark by which the manifest recognises a key without holding it: HMAC-SHA256 under a derived key.
final class KeyCheck {

    private static final byte[] FIXED_TEXT = "beholden gallery".getBytes(StandardCharsets.UTF_8);

    private KeyCheck() {}

    static String ofKey(GalleryKey key) {
        return hmac(key, FIXED_TEXT);
    }

    /// Over the weights of the last output: they depend on every step of the derivation before.
    static String ofRotation(GalleryKey key, KeyedRotation rotation) {
        int dimension = rotation.dimension();
        ByteBuffer last = ByteBuffer.allocate(dimension * Float.BYTES);
        for (int in = 0; in < dimension; in++) {
            last.putFloat(rotation.weight(in, dimension - 1));
        }
        return hmac(key, last.array());
    }

    /// The rotation a gallery was made with.
    ///
    /// @throws WrongKeyException       if the gallery was made with another key
    /// @throws DamagedGalleryException if this Java runtime derives another matrix from the same key
    static KeyedRotation rotation(Path gallery, Manifest manifest, GalleryKey key) throws GalleryException {
        requireKey(gallery, manifest, key);
        KeyedRotation rotation = KeyedRotation.of(key, manifest.dimension());
        if (!ofRotation(key, rotation).equals(manifest.rotationCheck())) {
            throw new DamagedGalleryException(
                    gallery + ": this Java runtime derives another rotation from the key than the one that made the"
                            + " gallery, so no comparison would be right; use the runtime that made it and report this",
                    null);
        }
        return rotation;
    }

    /// @throws WrongKeyException if the gallery was made with another key
    static void requireKey(Path gallery, Manifest manifest, GalleryKey key) throws WrongKeyException {
        if (!ofKey(key).equals(manifest.keyCheck())) {
            throw new WrongKeyException(gallery + ": made with another key; open it with the key it was made with"
                    + " (after a re-keying, the new one)");
        }
    }

    private static String hmac(GalleryKey key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.derive("beholden gallery key check 1", 32), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HMAC-SHA256", e);
        }
    }
}
