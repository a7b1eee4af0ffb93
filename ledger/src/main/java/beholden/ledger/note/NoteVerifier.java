package beholden.ledger.note;

import java.nio.ByteBuffer;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// A public key that signs notes. Written as a *vkey*: `NAME+KEYID+BASE64(TYPE ‖ PUBLIC KEY)`.
///
/// Safe for use by many threads. Two are equal if name, type and public key are.
public final class NoteVerifier {
    private final String name;
    private final SignatureType type;
    private final byte[] publicKey;
    private final int keyId;
    private final PublicKey key;

    private NoteVerifier(String name, SignatureType type, byte[] publicKey, PublicKey key) {
        this.name = name;
        this.type = type;
        this.publicKey = publicKey.clone();
        this.keyId = type.keyId(name, publicKey);
        this.key = key;
    }

    /// Reads a vkey.
    ///
    /// @throws NoteException if it is malformed, of an unknown type, or its key id is not that of its key
    public static NoteVerifier parse(String vkey) throws NoteException {
        String[] parts = vkey.split("\\+", 3);
        if (parts.length != 3 || !parts[1].matches("[0-9a-f]{8}"))
            throw CanonicalText.malformed("key", vkey, "a verifier key: NAME+KEYID+BASE64");
        byte[] typed = CanonicalText.base64(parts[2], "public key");
        if (typed.length == 0) throw CanonicalText.malformed("key", vkey, "a verifier key: its key part is empty");
        NoteVerifier verifier = of(parts[0], SignatureType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
        if (verifier.keyId != HexFormat.fromHexDigits(parts[1]))
            throw new NoteException("the key of " + parts[0] + " says to have the id " + parts[1] + ", and has "
                    + HexFormat.of().toHexDigits(verifier.keyId) + ": it is damaged, or was put together by hand");
        return verifier;
    }

    /// @param publicKey as its algorithm's standard encodes it: 32 bytes (RFC 8032) or 1,312 bytes (FIPS 204)
    /// @throws NoteException if these are no such key
    static NoteVerifier of(String name, SignatureType type, byte[] publicKey) throws NoteException {
        if (!CanonicalText.isKeyName(name))
            throw CanonicalText.malformed("key name", name, "allowed: no spaces, no plus sign, not empty");
        if (publicKey.length != type.publicKeyLength())
            throw new NoteException("the public key of " + name + " has " + publicKey.length + " bytes; "
                    + type.algorithm() + " has " + type.publicKeyLength());
        byte[] prefix = type.keyInfoPrefix();
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + publicKey.length);
        System.arraycopy(publicKey, 0, encoded, prefix.length, publicKey.length);
        try {
            PublicKey key = KeyFactory.getInstance(type.algorithm()).generatePublic(new X509EncodedKeySpec(encoded));
            // The JDK looks at an Ed25519 key's point only now.
            Signature.getInstance(type.algorithm()).initVerify(key);
            return new NoteVerifier(name, type, publicKey, key);
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            throw new NoteException("the public key of " + name + " is not a key of " + type.algorithm(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no " + type.algorithm(), e);
        }
    }

    /// The name that its signature lines begin with.
    public String name() {
        return name;
    }

    /// Tells keys of one name apart.
    public int keyId() {
        return keyId;
    }

    /// Type of its signatures.
    public SignatureType type() {
        return type;
    }

    /// How the key is handed to those who verify.
    public String vkey() {
        byte[] typed = ByteBuffer.allocate(1 + publicKey.length)
                .put(type.identifier())
                .put(publicKey)
                .array();
        return name + "+" + HexFormat.of().toHexDigits(keyId) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /// Whether the signature line says to be by this key.
    public boolean claims(NoteSignature signature) {
        return signature.keyId() == keyId && signature.name().equals(name);
    }

    /// Whether both are one public key, by whatever names and for whatever signatures.
    boolean sameKeyAs(NoteVerifier other) {
        return Arrays.equals(publicKey, other.publicKey);
    }

    /// Whether this key made the signature over `text`.
    public boolean verifies(String text, NoteSignature signature) {
        if (!claims(signature)) return false;
        byte[] bytes = signature.bytes();
        int start = type.isCosignature() ? Long.BYTES : 0;
        if (bytes.length != start + type.signatureLength()) return false;
        long time = start == 0 ? 0 : ByteBuffer.wrap(bytes).getLong();
        if (time < 0) return false;
        byte[] message = SignedText.of(type, name, time, text);
        return message != null && verifies(message, Arrays.copyOfRange(bytes, start, bytes.length));
    }

    /// Whether this key made the signature by [NoteSigner#signApart(String, byte[])].
    public boolean verifiesApart(String purpose, byte[] bytes, byte[] signature) {
        return signature.length == type.signatureLength() && verifies(SignedText.apart(purpose, bytes), signature);
    }

    private boolean verifies(byte[] message, byte[] signature) {
        try {
            Signature algorithm = Signature.getInstance(type.algorithm());
            algorithm.initVerify(key);
            algorithm.update(message);
            return algorithm.verify(signature);
        } catch (SignatureException e) {
            // How the JDK reports some signatures that no key could have made.
            return false;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("the key of " + name + " was usable when it was read", e);
        }
    }

    /// When a cosignature of this key says to have been given; nothing for other types.
    public Optional<Instant> time(NoteSignature signature) {
        byte[] bytes = signature.bytes();
        if (!type.isCosignature() || bytes.length < Long.BYTES) return Optional.empty();
        return Optional.of(
                Instant.ofEpochSecond(Math.clamp(ByteBuffer.wrap(bytes).getLong(), 0, Instant.MAX.getEpochSecond())));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteVerifier that
                && type == that.type
                && name.equals(that.name)
                && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + keyId;
    }

    @Override
    public String toString() {
        return vkey();
    }
}
