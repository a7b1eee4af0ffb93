package beholden.server.identity;

import beholden.server.installation.Installation;
import beholden.vault.key.AgencyId;
import beholden.vault.key.Secret;
import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.LowLevelCryptoCaller;
import com.google.crypto.tink.daead.AesSivKey;
import com.google.crypto.tink.daead.AesSivParameters;
import com.google.crypto.tink.subtle.AesSiv;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Pointers that lead a stranger with a passkey, a link, a printed code or an API key to his agency, without a
/// table that says which agencies there are.
///
/// A pointer has [#BYTES]: AES-256-SIV (RFC 5297) of agency (16 bytes) ‖ what it leads to there (16 bytes), with
/// the purpose as associated data. Nobody can make one without the installation's key, or learn from one whose it
/// is. Deterministic, so that an account has the same user handle on every authenticator.
@Component
public class SealedPointers {
    /// Fits a WebAuthn user handle, which has at most 64.
    public static final int BYTES = 48;

    /// The beginning of the text of an API key; the pointer follows in base64url.
    public static final String API_KEY_PREFIX = "bhk_";

    private static final int KEY_BYTES = 64;

    private final DeterministicAead cipher;

    /// Purposes of pointers; one made for another purpose does not open.
    public enum Purpose {
        /// The user handle that authenticators keep; leads to an account.
        PASSKEY,
        /// A pointer in the link of an invitation; leads to the secret half of its ticket.
        INVITATION,
        /// A pointer printed on paper; leads to a secret of which the agency keeps a hash.
        RECOVERY,
        /// A machine's; leads to a secret of which the agency keeps a hash.
        API_KEY,
        /// A pointer in the link by which an agency's people come in over its identity provider; leads to the
        /// provider.
        PROVIDER
    }

    /// The agency that a pointer leads to, and the thing there.
    public record Pointed(AgencyId agency, UUID to) {
        @Override
        public String toString() {
            return "Pointed[hidden]";
        }
    }

    /// @throws IOException if the installation's keys cannot be read
    SealedPointers(Installation installation) throws IOException {
        try (Secret secret = installation.secret("beholden pointer key 1");
                Secret key = secret.derive("aes-siv", KEY_BYTES)) {
            cipher = siv(key.bytes());
        }
    }

    @AccessesPartialKey
    @LowLevelCryptoCaller
    private static DeterministicAead siv(byte[] key) {
        try {
            AesSivParameters parameters = AesSivParameters.builder()
                    .setKeySizeBytes(KEY_BYTES)
                    .setVariant(AesSivParameters.Variant.NO_PREFIX)
                    .build();
            return AesSiv.create(AesSivKey.builder()
                    .setParameters(parameters)
                    .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-SIV is missing", e);
        }
    }

    public byte[] seal(Purpose purpose, AgencyId agency, UUID to) {
        byte[] content = ByteBuffer.allocate(AgencyId.BYTES + 16)
                .put(agency.bytes())
                .putLong(to.getMostSignificantBits())
                .putLong(to.getLeastSignificantBits())
                .array();
        try {
            return cipher.encryptDeterministically(content, name(purpose));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a pointer could not be sealed", e);
        }
    }

    /// Opens a pointer; empty if it is not one of this installation's, or has another purpose.
    public Optional<Pointed> open(Purpose purpose, byte[] pointer) {
        if (pointer.length != BYTES) return Optional.empty();
        try {
            ByteBuffer content = ByteBuffer.wrap(cipher.decryptDeterministically(pointer, name(purpose)));
            byte[] agency = new byte[AgencyId.BYTES];
            content.get(agency);
            return Optional.of(new Pointed(new AgencyId(agency), new UUID(content.getLong(), content.getLong())));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static byte[] name(Purpose purpose) {
        return ("beholden " + purpose.name()).getBytes(StandardCharsets.US_ASCII);
    }
}
