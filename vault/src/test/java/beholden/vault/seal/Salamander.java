package beholden.vault.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A ciphertext of AES-GCM that opens under two keys, as a server that means to cheat would make it.
///
/// Under one key the tag is a polynomial over GF(2¹²⁸), with the blocks as coefficients, at a point that the key
/// gives, plus a mask (NIST SP 800-38D). That two keys give one tag is a linear equation in any one block, and so
/// is solved, not searched for (Dodis, Grubbs, Ristenpart and Woodage, CRYPTO 2018, "invisible salamanders").
public final class Salamander {
    private static final int BLOCK = 16;
    private static final int NONCE = 12;

    private static final int SEALED = CommittingSealer.SALT + NONCE + BoxKey.COMMITMENT;

    private Salamander() {}

    /// A box of the form that a vault writes, whose ciphertext opens under both keys; under `one` it says
    /// `content`, but for one block.
    ///
    /// @param committed the key that the box commits to; null: neither
    /// @param content   a multiple of the block length, but for its last block
    /// @param free      number of the block that is overwritten
    public static byte[] box(
            byte[] one, byte[] other, byte @Nullable [] committed, byte[] label, byte[] content, int free)
            throws GeneralSecurityException {
        byte[] box = new byte[CommittingSealer.SALT + BoxKey.OVERHEAD + content.length];
        BoxKey.seal(one, content, box, label);
        byte[] ciphertext = Arrays.copyOfRange(box, SEALED, SEALED + content.length);
        byte[] sealed = of(
                BoxKey.subkey(one, box, label),
                BoxKey.subkey(other, box, label),
                new byte[NONCE],
                label,
                ciphertext,
                free);
        System.arraycopy(sealed, 0, box, SEALED, sealed.length);
        byte[] commitment = committed == null ? new byte[BoxKey.COMMITMENT] : BoxKey.commitment(committed, box, label);
        System.arraycopy(commitment, 0, box, SEALED - BoxKey.COMMITMENT, BoxKey.COMMITMENT);
        return box;
    }

    /// What AES-GCM makes of such a box under a key, whatever it commits to.
    public static byte[] opened(byte[] key, byte[] box, byte[] label) throws GeneralSecurityException {
        byte[] bent = box.clone();
        System.arraycopy(BoxKey.commitment(key, box, label), 0, bent, SEALED - BoxKey.COMMITMENT, BoxKey.COMMITMENT);
        return BoxKey.open(key, bent, label);
    }

    /// Ciphertext and tag that open under both keys.
    ///
    /// @param ciphertext all that the attacker wants; one block of it is overwritten
    /// @param free       number of the block that is overwritten
    static byte[] of(byte[] one, byte[] other, byte[] nonce, byte[] label, byte[] ciphertext, int free)
            throws GeneralSecurityException {
        byte[] solved = ciphertext.clone();
        Arrays.fill(solved, free * BLOCK, (free + 1) * BLOCK, (byte) 0);
        Element difference = tag(one, nonce, label, solved).plus(tag(other, nonce, label, solved));
        int power = Math.ceilDiv(ciphertext.length, BLOCK) - free + 1;
        Element coefficient = point(one).power(power).plus(point(other).power(power));
        System.arraycopy(difference.times(coefficient.inverse()).bytes(), 0, solved, free * BLOCK, BLOCK);
        return ByteBuffer.allocate(solved.length + BLOCK)
                .put(solved)
                .put(tag(one, nonce, label, solved).bytes())
                .array();
    }

    private static Element tag(byte[] key, byte[] nonce, byte[] label, byte[] ciphertext)
            throws GeneralSecurityException {
        Element point = point(key);
        Element sum = Element.ZERO;
        for (byte[] part : new byte[][] {label, ciphertext}) {
            for (int at = 0; at < part.length; at += BLOCK) {
                byte[] block = Arrays.copyOf(Arrays.copyOfRange(part, at, Math.min(at + BLOCK, part.length)), BLOCK);
                sum = sum.plus(Element.of(block)).times(point);
            }
        }
        sum = sum.plus(new Element(8L * label.length, 8L * ciphertext.length)).times(point);
        byte[] counter = Arrays.copyOf(nonce, BLOCK);
        counter[NONCE + 3] = 1;
        return sum.plus(Element.of(aes(key, counter)));
    }

    private static Element point(byte[] key) throws GeneralSecurityException {
        return Element.of(aes(key, new byte[BLOCK]));
    }

    private static byte[] aes(byte[] key, byte[] block) throws GeneralSecurityException {
        Cipher aes = Cipher.getInstance("AES/ECB/NoPadding");
        aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        return aes.doFinal(block);
    }

    /// An element of GF(2¹²⁸) as GCM writes it: the highest bit is that of x⁰.
    private record Element(long high, long low) {
        static final Element ZERO = new Element(0, 0);
        static final Element ONE = new Element(Long.MIN_VALUE, 0);
        private static final long REDUCTION = 0xe1L << 56;

        static Element of(byte[] block) {
            ByteBuffer in = ByteBuffer.wrap(block);
            return new Element(in.getLong(), in.getLong());
        }

        byte[] bytes() {
            return ByteBuffer.allocate(BLOCK).putLong(high).putLong(low).array();
        }

        Element plus(Element other) {
            return new Element(high ^ other.high, low ^ other.low);
        }

        Element times(Element other) {
            Element product = ZERO;
            Element shifted = other;
            for (int i = 0; i < 128; i++) {
                long bit = i < 64 ? high >>> (63 - i) : low >>> (127 - i);
                if ((bit & 1) != 0) product = product.plus(shifted);
                shifted = shifted.timesX();
            }
            return product;
        }

        private Element timesX() {
            long carried = (low & 1) == 0 ? 0 : REDUCTION;
            return new Element(high >>> 1 ^ carried, low >>> 1 | high << 63);
        }

        Element power(int exponent) {
            Element power = ONE;
            for (int i = 0; i < exponent; i++) power = power.times(this);
            return power;
        }

        /// This to the power of 2¹²⁸ − 2.
        Element inverse() {
            Element inverse = ONE;
            Element square = this;
            for (int i = 1; i < 128; i++) {
                square = square.times(square);
                inverse = inverse.times(square);
            }
            return inverse;
        }
    }
}
