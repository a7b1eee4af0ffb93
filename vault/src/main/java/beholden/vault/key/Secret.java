package beholden.vault.key;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/// Secret bytes that are overwritten when they are no longer needed.
///
/// Neither printed, compared nor hashed by content: two secrets are equal only if they are the same object.
/// What other libraries copy from [#bytes()] is out of reach of [#close()].
public final class Secret implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] bytes;
    private volatile boolean closed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Fresh bytes from the system's random numbers.
    public static Secret random(int length) {
        byte[] fresh = new byte[length];
        RANDOM.nextBytes(fresh);
        return new Secret(fresh);
    }

    /// Takes the array itself: it is overwritten by [#close()] and must not be used by the caller any more.
    public static Secret taking(byte[] bytes) {
        return new Secret(bytes);
    }

    /// Copies the array and leaves it as it is.
    public static Secret copyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    public int length() {
        return bytes.length;
    }

    /// The live bytes, not a copy: to be read at once, neither kept nor changed.
    ///
    /// @throws IllegalStateException after [#close()]
    public byte[] bytes() {
        if (closed) throw new IllegalStateException("this secret was closed; its bytes are gone");
        return bytes;
    }

    /// A secret with the same bytes that is closed on its own.
    public Secret copy() {
        return copyOf(bytes());
    }

    /// A secret for one purpose, from which neither this one nor that of another purpose can be told.
    ///
    /// HKDF-SHA256 (RFC 5869) with an empty salt and `purpose`, in ASCII, as info.
    public Secret derive(String purpose, int length) {
        try {
            return new Secret(KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(bytes())
                            .thenExpand(purpose.getBytes(StandardCharsets.US_ASCII), length)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HKDF-SHA256; use JDK 25", e);
        }
    }

    /// Whether both hold the same bytes, in a time that does not depend on where they differ.
    public boolean sameAs(Secret other) {
        return MessageDigest.isEqual(bytes(), other.bytes());
    }

    /// Overwrites the bytes with zeros. May be called again.
    @Override
    public void close() {
        closed = true;
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "Secret[hidden]";
    }
}
