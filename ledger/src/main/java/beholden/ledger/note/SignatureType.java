package beholden.ledger.note;

import beholden.ground.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/// The kinds of signature that are made and understood here, each with the byte that C2SP signed-note gave it.
public enum SignatureType {
    /// Ed25519 over the note's text.
    ED25519(0x01, "Ed25519", "302a300506032b6570032100", 32, 64),
    /// A witness's Ed25519 signature over a checkpoint and the time (C2SP tlog-cosignature, `cosignature/v1`).
    ED25519_COSIGNATURE(0x04, "Ed25519", "302a300506032b6570032100", 32, 64),
    /// A witness's ML-DSA-44 signature over a checkpoint and the time (C2SP tlog-cosignature, `subtree/v1`).
    ML_DSA_44_COSIGNATURE(0x06, "ML-DSA-44", "30820532300b06096086480165030403110382052100", 1312, 2420);

    private final byte identifier;
    private final String algorithm;
    private final byte[] keyInfoPrefix;
    private final int publicKeyLength;
    private final int signatureLength;

    /// @param prefix the DER of an X.509 SubjectPublicKeyInfo up to the key's own bytes, in hexadecimal
    SignatureType(int identifier, String algorithm, String prefix, int publicKeyLength, int signatureLength) {
        this.identifier = (byte) identifier;
        this.algorithm = algorithm;
        this.keyInfoPrefix = HexFormat.of().parseHex(prefix);
        this.publicKeyLength = publicKeyLength;
        this.signatureLength = signatureLength;
    }

    /// Whether it states what a witness has seen, and when.
    public boolean isCosignature() {
        return this != ED25519;
    }

    byte identifier() {
        return identifier;
    }

    /// Name of the type in the JDK.
    String algorithm() {
        return algorithm;
    }

    byte[] keyInfoPrefix() {
        return keyInfoPrefix.clone();
    }

    /// Bytes of a public key.
    int publicKeyLength() {
        return publicKeyLength;
    }

    /// Bytes of the bare signature, without the time before it.
    int signatureLength() {
        return signatureLength;
    }

    /// `SHA-256(name ‖ 0x0A ‖ type ‖ public key)[:4]`, big endian (C2SP signed-note, "Signatures").
    int keyId(String name, byte[] publicKey) {
        byte[] hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', identifier}, publicKey);
        return ByteBuffer.wrap(hash).getInt();
    }

    static SignatureType of(byte identifier) throws NoteException {
        for (SignatureType type : values()) if (type.identifier == identifier) return type;
        throw new NoteException(
                "signature type %02x is unknown here; known are 01 (Ed25519), 04 and 06 (cosignatures by Ed25519 and ML-DSA-44)"
                        .formatted(identifier & 0xff));
    }
}
