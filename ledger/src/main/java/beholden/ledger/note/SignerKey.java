package beholden.ledger.note;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A signer's private key as it lies in a file: `PRIVATE+KEY+NAME+KEYID+BASE64(TYPE ‖ SEED)`, the form that Go's
/// `sumdb/note` has for Ed25519, taken for the other types too.
///
/// Whoever reads it can sign as its owner.
///
/// @param name of the key
/// @param type of its signatures
/// @param seed 32 bytes; copied in and out
public record SignerKey(String name, SignatureType type, byte[] seed) {
    private static final String START = "PRIVATE+KEY+";

    public SignerKey {
        if (!CanonicalText.isKeyName(name))
            throw new IllegalArgumentException(
                    "a key's name is not empty and holds no spaces and no plus sign, unlike \"" + name + "\"");
        if (seed.length != NoteSigner.SEED_LENGTH)
            throw new IllegalArgumentException("a seed has " + NoteSigner.SEED_LENGTH + " bytes, not " + seed.length);
        seed = seed.clone();
    }

    /// A new key.
    public static SignerKey random(String name, SignatureType type) {
        byte[] seed = new byte[NoteSigner.SEED_LENGTH];
        new SecureRandom().nextBytes(seed);
        SignerKey key = new SignerKey(name, type, seed);
        Arrays.fill(seed, (byte) 0);
        return key;
    }

    @Override
    public byte[] seed() {
        return seed.clone();
    }

    /// A signer with this key.
    ///
    /// @param clock gives the time that a witness states
    public NoteSigner signer(InstantSource clock) {
        return new SeededSigner(name, type, seed, clock);
    }

    /// Text for the file: one line, without newline.
    public String text() {
        byte[] typed = new byte[1 + seed.length];
        typed[0] = type.identifier();
        System.arraycopy(seed, 0, typed, 1, seed.length);
        String id = HexFormat.of().toHexDigits(signer(InstantSource.system()).keyId());
        return START + name + "+" + id + "+" + Base64.getEncoder().encodeToString(typed);
    }

    /// Reads what [#text()] writes. No message repeats any of it.
    ///
    /// @throws NoteException if it is malformed, or its key id is not that of its key
    public static SignerKey parse(String text) throws NoteException {
        String[] parts = text.startsWith(START) ? text.substring(START.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3)
            throw new NoteException("it is not a private key of the form " + START + "NAME+KEYID+BASE64");
        byte[] typed;
        try {
            typed = Base64.getDecoder().decode(parts[2]);
        } catch (IllegalArgumentException e) {
            throw new NoteException("the private key is not Base64", e);
        }
        if (typed.length != 1 + NoteSigner.SEED_LENGTH || !CanonicalText.isKeyName(parts[0]))
            throw new NoteException("the private key has a name that is not allowed, or not the right length");
        SignerKey key = new SignerKey(parts[0], SignatureType.of(typed[0]), Arrays.copyOfRange(typed, 1, typed.length));
        Arrays.fill(typed, (byte) 0);
        if (!key.text().equals(text)) throw new NoteException("the private key of " + parts[0] + " is damaged");
        return key;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignerKey that
                && type == that.type
                && name.equals(that.name)
                && Arrays.equals(seed, that.seed);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /// Names the key; nothing of its seed.
    @Override
    public String toString() {
        return "private key of " + name;
    }
}
