package beholden.ledger.note;

import java.time.InstantSource;

/// A private key that signs notes: the log's own, or a witness's. Safe for use by many threads.
///
/// Keys come from 32-byte seeds: the same seed gives the same key every time. The seed is not kept; the key made
/// from it is held by the JDK for as long as the signer lives.
public interface NoteSigner {
    /// Bytes of a seed, for every type of key.
    int SEED_LENGTH = 32;

    /// Verifier of its signatures.
    NoteVerifier verifier();

    /// Signs a note's text.
    ///
    /// @param text ends with a newline; a cosignature's must be a checkpoint's
    NoteSignature sign(String text);

    /// Signs bytes that are no note, in such a way that the signature is never one under a note.
    ///
    /// @param purpose what the bytes are: two purposes never share a signature either; without zero bytes
    /// @return the bare signature
    byte[] signApart(String purpose, byte[] bytes);

    /// The name that its signature lines begin with.
    default String name() {
        return verifier().name();
    }

    /// Tells keys of one name apart.
    default int keyId() {
        return verifier().keyId();
    }

    /// A log's key: plain Ed25519.
    ///
    /// @param name the log's origin
    /// @param seed 32 bytes, an RFC 8032 private key
    static NoteSigner ed25519(String name, byte[] seed) {
        return new SeededSigner(name, SignatureType.ED25519, seed, InstantSource.system());
    }

    /// A witness's Ed25519 key. It must sign nothing else: the signed bytes do not name the witness.
    ///
    /// @param seed  32 bytes, an RFC 8032 private key
    /// @param clock gives the time that the witness states
    static NoteSigner ed25519Cosignature(String name, byte[] seed, InstantSource clock) {
        return new SeededSigner(name, SignatureType.ED25519_COSIGNATURE, seed, clock);
    }

    /// A witness's (or a log's second) ML-DSA-44 key, which also resists a quantum computer.
    ///
    /// @param seed  32 bytes, the ξ of FIPS 204
    /// @param clock gives the time that the witness states
    static NoteSigner mlDsa44Cosignature(String name, byte[] seed, InstantSource clock) {
        return new SeededSigner(name, SignatureType.ML_DSA_44_COSIGNATURE, seed, clock);
    }
}
