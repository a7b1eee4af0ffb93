package beholden.ledger.note;

import java.nio.ByteBuffer;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.NamedParameterSpec;
import java.time.InstantSource;
import java.util.Arrays;

/// Signs with a key that the JDK makes from a seed.
final class SeededSigner implements NoteSigner {
    private final NoteVerifier verifier;
    private final SignatureType type;
    private final PrivateKey key;
    private final InstantSource clock;

    SeededSigner(String name, SignatureType type, byte[] seed, InstantSource clock) {
        if (seed.length != SEED_LENGTH)
            throw new IllegalArgumentException("a seed has " + SEED_LENGTH + " bytes, not " + seed.length);
        this.type = type;
        this.clock = clock;
        KeyPair pair = pair(type, seed);
        this.key = pair.getPrivate();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] publicKey = Arrays.copyOfRange(encoded, encoded.length - type.publicKeyLength(), encoded.length);
        try {
            this.verifier = NoteVerifier.of(name, type, publicKey);
        } catch (NoteException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    // Key generation draws 32 bytes, which are the private key of RFC 8032 and the ξ of FIPS 204, and expands them. It
    // is
    // the one way into the JDK's ML-DSA from a seed: its key factory of Java 25 reads expanded keys only.
    private static KeyPair pair(SignatureType type, byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm());
            try (Draw draw = new Draw(seed)) {
                generator.initialize(new NamedParameterSpec(type.algorithm()), draw);
                return generator.generateKeyPair();
            }
        } catch (NoSuchAlgorithmException | InvalidAlgorithmParameterException e) {
            throw new IllegalStateException("this Java runtime has no " + type.algorithm(), e);
        }
    }

    @Override
    public NoteVerifier verifier() {
        return verifier;
    }

    @Override
    public NoteSignature sign(String text) {
        long time = type.isCosignature() ? clock.instant().getEpochSecond() : 0;
        byte[] message = SignedText.of(type, name(), time, text);
        if (message == null)
            throw new IllegalArgumentException("a cosignature of " + name() + " covers a checkpoint whose origin has at"
                    + " most 255 bytes, and this is none");
        byte[] signature = bare(message);
        if (!type.isCosignature()) return new NoteSignature(name(), keyId(), signature);
        byte[] timed = ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(time)
                .put(signature)
                .array();
        return new NoteSignature(name(), keyId(), timed);
    }

    @Override
    public byte[] signApart(String purpose, byte[] bytes) {
        return bare(SignedText.apart(purpose, bytes));
    }

    private byte[] bare(byte[] message) {
        try {
            Signature algorithm = Signature.getInstance(type.algorithm());
            algorithm.initSign(key);
            algorithm.update(message);
            return algorithm.sign();
        } catch (NoSuchAlgorithmException | InvalidKeyException | SignatureException e) {
            throw new IllegalStateException("the key of " + name() + " was made for signing", e);
        }
    }

    /// Names the key; nothing of it.
    @Override
    public String toString() {
        return "signer of " + name();
    }

    /// Hands out the seed, once, as if it had been drawn.
    private static final class Draw extends SecureRandom implements AutoCloseable {
        private static final long serialVersionUID = 1;
        private final byte[] seed;

        Draw(byte[] seed) {
            super(null, null);
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (bytes.length != seed.length)
                throw new IllegalStateException("key generation draws " + bytes.length + " bytes, not " + seed.length);
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }

        @Override
        public void close() {
            Arrays.fill(seed, (byte) 0);
        }
    }
}
