package beholden.vault.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// One box, two keys: what plain AES-GCM lets a server do, and a box that commits to its key does not.
class KeyCommitmentTest {
    private static final int BOX = 1008;
    private static final int HEAD = 24;
    private static final int COMMITMENT = 32;

    private final Random random = new Random(10);
    private final byte[] one = bytes(32);
    private final byte[] other = bytes(32);
    private final byte[] head = bytes(HEAD);
    private final byte[] nonce = Arrays.copyOfRange(head, 12, HEAD);
    private final Label label = new Label(bytes(Label.LENGTH));

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void plain_aes_gcm_opens_one_box_under_two_keys_and_says_lead_or_no_lead() throws Exception {
        byte[] ciphertext = saying(one, "LEAD", 0, saying(other, "NO_LEAD", 1, new byte[BOX - 48]));

        byte[] sealed = Salamander.of(one, other, nonce, label.bytes(), ciphertext, 40);

        assertThat(plain(one, sealed)).asString(StandardCharsets.ISO_8859_1).startsWith("LEAD");
        assertThat(Arrays.copyOfRange(plain(other, sealed), 16, 32))
                .asString(StandardCharsets.ISO_8859_1)
                .startsWith("NO_LEAD");
    }

    @Test
    void a_box_opens_under_the_one_key_that_it_commits_to_whatever_else_is_in_it() throws Exception {
        byte[] sealed =
                Salamander.of(ofGcm(one), ofGcm(other), nonce, label.bytes(), bytes(BOX - HEAD - COMMITMENT - 16), 5);
        // both keys of AES-GCM open it: what is left to tell them apart is the commitment
        assertThat(plain(ofGcm(one), sealed)).hasSameSizeAs(plain(ofGcm(other), sealed));

        assertThat(new DisclosedCell(cell(commitment(one), sealed), one).content())
                .isEqualTo(plain(ofGcm(one), sealed));
        assertRefused(cell(commitment(one), sealed), other);
        assertRefused(cell(commitment(other), sealed), one);
        for (byte[] neither :
                List.of(new byte[COMMITMENT], bytes(COMMITMENT), xor(commitment(one), commitment(other)))) {
            assertRefused(cell(neither, sealed), one);
            assertRefused(cell(neither, sealed), other);
        }
    }

    @Test
    void a_box_of_the_form_before_opens_under_no_key() throws Exception {
        byte[] sealed = Salamander.of(one, other, nonce, label.bytes(), bytes(BOX - HEAD - 24), 7);
        Cell cell = new Cell(
                label,
                ByteBuffer.allocate(HEAD + sealed.length).put(head).put(sealed).array());

        assertRefused(cell, one);
        assertRefused(cell, other);
    }

    @Test
    void the_commitment_fixes_salt_nonce_and_label_too() throws Exception {
        byte[] box = new CommittingSealer().under(one).seal(new byte[9], BOX, label.bytes());
        byte[] key = new CommittingSealer().under(one).keyOf(box);

        assertThat(BoxKey.commitment(key, box, label.bytes())).isEqualTo(Arrays.copyOfRange(box, HEAD, HEAD + 32));
        for (int at : new int[] {0, 12, HEAD}) {
            byte[] changed = box.clone();
            changed[at] ^= 1;
            assertRefused(new Cell(label, changed), key);
        }
        assertRefused(new Cell(new Label(bytes(Label.LENGTH)), box), key);
    }

    @Test
    void commitment_and_key_are_those_that_the_scheme_says() throws Exception {
        byte[] key = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        byte[] zeros = new byte[HEAD];

        // computed apart, with Python's hmac
        assertThat(BoxKey.commitment(key, zeros, new byte[16]))
                .asHexString()
                .isEqualToIgnoringCase("9e9a09e51e3e35013217c98642e94f744bcf25a59e515db061913f00fee652d6");
        assertThat(subkey(key, zeros, new byte[16]))
                .asHexString()
                .isEqualToIgnoringCase("943287d13cffd1cac11d1968b8287bebea54ce5efc34a8f144502ffa65a8d73e");
    }

    private void assertRefused(Cell cell, byte[] key) {
        assertThatThrownBy(() -> new DisclosedCell(cell, key).content()).isInstanceOf(GeneralSecurityException.class);
    }

    private Cell cell(byte[] commitment, byte[] sealed) {
        return new Cell(
                label,
                ByteBuffer.allocate(HEAD + COMMITMENT + sealed.length)
                        .put(head)
                        .put(commitment)
                        .put(sealed)
                        .array());
    }

    private byte[] commitment(byte[] key) throws GeneralSecurityException {
        return BoxKey.commitment(key, head, label.bytes());
    }

    private byte[] ofGcm(byte[] key) throws GeneralSecurityException {
        return subkey(key, head, label.bytes());
    }

    private static byte[] subkey(byte[] key, byte[] head, byte[] label) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        mac.update("beholden box key 1".getBytes(StandardCharsets.US_ASCII));
        mac.update(head);
        return mac.doFinal(label);
    }

    private byte[] plain(byte[] key, byte[] sealed) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(label.bytes());
        return cipher.doFinal(sealed);
    }

    /// The ciphertext, so changed that it says `word` in one block under this key.
    private byte[] saying(byte[] key, String word, int block, byte[] ciphertext) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        byte[] keystream = cipher.doFinal(new byte[ciphertext.length]);
        byte[] saying = ciphertext.clone();
        byte[] text = Arrays.copyOf(word.getBytes(StandardCharsets.US_ASCII), 16);
        for (int i = 0; i < 16; i++) saying[16 * block + i] = (byte) (text[i] ^ keystream[16 * block + i]);
        return saying;
    }

    private static byte[] xor(byte[] one, byte[] other) {
        byte[] both = one.clone();
        for (int i = 0; i < both.length; i++) both[i] ^= other[i];
        return both;
    }
}
