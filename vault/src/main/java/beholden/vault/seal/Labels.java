package beholden.vault.seal;

import beholden.vault.cell.Label;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Labels of one epoch of one agency: HMAC-SHA256(key, epoch ‖ n), big-endian, cut to 16 bytes.
///
/// Without the key a label is a random number: nobody can tell whose it is, or which comes before which.
/// Labels of events have n = 0, 1, 2, …; those of snapshot notes have n = 2⁶³ + 0, 1, 2, …
public final class Labels {

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;
    private final int epoch;

    public Labels(byte[] key, int epoch) {
        this.key = new SecretKeySpec(key, HMAC);
        this.epoch = epoch;
    }

    public Label event(long n) {
        return label(n);
    }

    public Label snapshot(long n) {
        return label(n | Long.MIN_VALUE);
    }

    private Label label(long n) {
        return new Label(Arrays.copyOf(
                mac(ByteBuffer.allocate(12).putInt(epoch).putLong(n).array()), 16));
    }

    /// A name for this epoch that only the holder of its key can form; 16 bytes.
    public byte[] tag() {
        // 5 bytes, so it is the MAC of no label
        return Arrays.copyOf(
                mac(ByteBuffer.allocate(5).put((byte) 'h').putInt(epoch).array()), 16);
    }

    private byte[] mac(byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }
}
