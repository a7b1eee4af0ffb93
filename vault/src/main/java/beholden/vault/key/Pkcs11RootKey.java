package beholden.vault.key;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidParameterException;
import java.security.Key;
import java.security.KeyStore;
import java.security.Provider;
import java.security.ProviderException;
import java.security.Security;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;

/// A root key in a hardware token that speaks PKCS#11: it is made there and never leaves it.
///
/// The token computes HMAC-SHA256 of the purpose under a generic secret key of 32 bytes; HKDF turns the result
/// into the derived secret. Whoever has the PIN and the token can ask it for every derived secret, and cannot
/// take the key home.
///
/// A process is logged in to a token once, whatever it has open in it: it logs out with the last of the token's
/// keys that it closes, and until then the token asks it for no PIN.
public final class Pkcs11RootKey implements RootKey {
    private static final String MAC = "HmacSHA256";
    /// How many keys of each token this process has open; guarded by itself.
    private static final Map<String, Integer> OPEN = new HashMap<>();

    private final Provider provider;
    private final Key key;
    private final String token;
    private boolean closed;

    /// Place of the key: the token, and where in it.
    ///
    /// @param library   the PKCS#11 library of the token's maker
    /// @param slotIndex which of the slots the library lists, from 0
    /// @param keyLabel  1 to 64 letters, digits, hyphens, dots and underscores
    public record Place(Path library, int slotIndex, String keyLabel) {
        public Place {
            if (slotIndex < 0) throw new IllegalArgumentException("slots are counted from 0, not " + slotIndex);
            if (!keyLabel.matches("[A-Za-z0-9._-]{1,64}")) {
                throw new IllegalArgumentException(
                        "a key's label has 1 to 64 letters, digits, hyphens, dots and underscores");
            }
        }

        @Override
        public String toString() {
            return "key " + keyLabel + " in slot " + slotIndex + " of " + library;
        }
    }

    private Pkcs11RootKey(Provider provider, Key key, Place place) {
        this.provider = provider;
        this.key = key;
        this.token = token(place);
        OPEN.merge(token, 1, Integer::sum);
    }

    private static String token(Place place) {
        return place.slotIndex() + " " + place.library().toAbsolutePath();
    }

    /// Has the token make a key.
    ///
    /// @throws KeyException             if the token cannot be used, or has a key of this label
    /// @throws WrongPassphraseException if the token refuses the PIN
    public static RootKey create(Place place, Secret pin) throws KeyException {
        return use(place, pin, (provider, keys) -> {
            if (keys.containsAlias(place.keyLabel())) {
                throw new KeyException(place + ": exists already; a root key is never overwritten");
            }
            KeyGenerator generator = KeyGenerator.getInstance(MAC, provider);
            keys.setEntry(place.keyLabel(), new KeyStore.SecretKeyEntry(generator.generateKey()), null);
            return new Pkcs11RootKey(provider, find(keys, place), place);
        });
    }

    /// @throws KeyException             if the token cannot be used, has no such key, or gives it away
    /// @throws WrongPassphraseException if the token refuses the PIN
    public static RootKey open(Place place, Secret pin) throws KeyException {
        return use(place, pin, (provider, keys) -> new Pkcs11RootKey(provider, find(keys, place), place));
    }

    /// Has the token destroy the key, for good.
    ///
    /// @throws KeyException             if the token cannot be used, or has no such key
    /// @throws WrongPassphraseException if the token refuses the PIN
    public static void destroy(Place place, Secret pin) throws KeyException {
        RootKey destroyed = use(place, pin, (provider, keys) -> {
            Pkcs11RootKey there = new Pkcs11RootKey(provider, find(keys, place), place);
            keys.deleteEntry(place.keyLabel());
            return there;
        });
        destroyed.close();
    }

    @Override
    public Secret derive(String purpose) {
        try {
            Mac mac = Mac.getInstance(MAC, provider);
            mac.init(key);
            try (Secret inner = Secret.taking(mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII)))) {
                return inner.derive(purpose, DERIVED_BYTES);
            }
        } catch (GeneralSecurityException | ProviderException e) {
            throw new IllegalStateException("the token no longer answers; was it removed, or logged out?", e);
        }
    }

    @Override
    public void close() {
        synchronized (OPEN) {
            if (closed) return;
            closed = true;
            if (OPEN.merge(token, -1, Integer::sum) == 0) logOut(provider);
        }
    }

    @Override
    public String toString() {
        return "RootKey[hidden]";
    }

    private interface Visit {
        Pkcs11RootKey with(Provider provider, KeyStore keys) throws GeneralSecurityException, KeyException;
    }

    /// Logs in, and out again unless a key came of it: a token asks for no PIN while its process is logged in.
    private static Pkcs11RootKey use(Place place, Secret pin, Visit visit) throws KeyException {
        Provider provider = provider(place);
        synchronized (OPEN) {
            try {
                return visit.with(provider, logIn(provider, place, pin));
            } catch (GeneralSecurityException | ProviderException e) {
                throw new KeyException(
                        place + ": the token refuses: " + rootOf(e).getMessage(), e);
            } finally {
                if (OPEN.getOrDefault(token(place), 0) == 0) logOut(provider);
            }
        }
    }

    private static Provider provider(Place place) throws KeyException {
        if (!Files.isReadable(place.library())) {
            throw new KeyException(place.library() + ": no such PKCS#11 library; give the path that its maker names,"
                    + " for SoftHSM /usr/lib/softhsm/libsofthsm2.so");
        }
        // Keys made here stay in the token, and the token shows them to nobody.
        String configuration = """
                --name = beholden
                library = %s
                slotListIndex = %d
                attributes(generate, CKO_SECRET_KEY, *) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_SIGN = true
                }
                """.formatted(place.library().toAbsolutePath(), place.slotIndex());
        try {
            return Security.getProvider("SunPKCS11").configure(configuration);
        } catch (InvalidParameterException | ProviderException e) {
            throw new KeyException(
                    place + ": no usable token there: " + rootOf(e).getMessage(), e);
        }
    }

    private static KeyStore logIn(Provider provider, Place place, Secret pin)
            throws GeneralSecurityException, KeyException {
        char[] typed = new char[pin.length()];
        for (int i = 0; i < typed.length; i++) {
            typed[i] = (char) Byte.toUnsignedInt(pin.bytes()[i]);
        }
        try {
            KeyStore keys = KeyStore.getInstance("PKCS11", provider);
            keys.load(null, typed);
            return keys;
        } catch (IOException e) {
            if (rootOf(e).toString().contains("PIN_INCORRECT") || e.getCause() instanceof FailedLoginException) {
                throw new WrongPassphraseException(place + ": the token refuses the PIN; a few wrong ones lock it");
            }
            throw new KeyException(
                    place + ": the token does not let us in: " + rootOf(e).getMessage(), e);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static Key find(KeyStore keys, Place place) throws GeneralSecurityException, KeyException {
        Key key = keys.getKey(place.keyLabel(), null);
        if (key == null) throw new KeyException(place + ": there is no such key in the token; name the right one");
        if (key.getEncoded() != null) {
            throw new KeyException(
                    place + ": the token gives this key to anybody with the PIN; use one that is sensitive"
                            + " and cannot be extracted, such as the one that is made for a new vault");
        }
        return key;
    }

    private static void logOut(Provider provider) {
        try {
            ((AuthProvider) provider).logout();
        } catch (LoginException _) {
            // The token is gone, and with it the login.
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable at = thrown;
        for (Throwable cause = at.getCause(); cause != null; cause = at.getCause()) {
            at = cause;
        }
        return at;
    }
}
