package beholden.server.takedown;

import beholden.server.installation.Installation;
import beholden.server.refusal.Refusal;
import beholden.vault.key.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/// Handles of photos that were found, by which they are confirmed: nobody makes one without the installation's key,
/// so what no look-up showed is not taken down, and what was shown more than three days ago is looked for again.
///
/// A handle is HMAC-SHA256(key, day ‖ photo id), cut to 16 bytes, ‖ day ‖ photo id, in base64url. The day is UTC's: a
/// photo has one handle all day long, whatever it is found by, and after a restart too.
@Component
final class ShownPhotos {
    private static final int DAYS = 3;
    private static final int MAC_BYTES = 16;
    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final InstantSource clock;

    /// @throws IOException if the installation's keys cannot be read
    ShownPhotos(Installation installation) throws IOException {
        try (Secret secret = installation.secret("beholden takedown key 1")) {
            this.key = new SecretKeySpec(secret.bytes(), HMAC);
        }
        this.clock = installation.clock();
    }

    /// The handle of a photo that is shown now.
    String handle(String photoId) {
        byte[] id = photoId.getBytes(StandardCharsets.UTF_8);
        byte[] content = ByteBuffer.allocate(Integer.BYTES + id.length)
                .putInt(day(clock.instant()))
                .put(id)
                .array();
        byte[] whole = ByteBuffer.allocate(MAC_BYTES + content.length)
                .put(mac(content))
                .put(content)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /// The id of a photo that was shown.
    ///
    /// @throws Refusal if none was with this handle, or too long ago
    String photoId(String handle) {
        ByteBuffer content = content(handle);
        int age = day(clock.instant()) - content.getInt();
        if (age < 0 || age > DAYS) {
            throw Refusal.conflict("One of these photos was shown more than " + DAYS
                    + " days ago; look again, and confirm what is shown then.");
        }
        return StandardCharsets.UTF_8.decode(content).toString();
    }

    private ByteBuffer content(String handle) {
        byte[] whole;
        try {
            whole = Base64.getUrlDecoder().decode(handle);
        } catch (IllegalArgumentException _) {
            throw notShown();
        }
        if (whole.length < MAC_BYTES + Integer.BYTES) throw notShown();
        byte[] content = Arrays.copyOfRange(whole, MAC_BYTES, whole.length);
        if (!MessageDigest.isEqual(mac(content), Arrays.copyOf(whole, MAC_BYTES))) throw notShown();
        return ByteBuffer.wrap(content);
    }

    private static Refusal notShown() {
        return Refusal.invalid("photos: one of them was shown by no look-up of this installation; look for it, and"
                + " confirm what is shown");
    }

    private byte[] mac(byte[] content) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return Arrays.copyOf(mac.doFinal(content), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }

    private static int day(Instant at) {
        return (int) TimeUnit.SECONDS.toDays(at.getEpochSecond());
    }
}
