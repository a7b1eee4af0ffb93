package beholden.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.vault.cell.Cell;
import beholden.vault.cell.Label;
import beholden.vault.seal.CommittingSealer;
import beholden.vault.seal.DisclosedCell;
import beholden.vault.seal.Labels;
import beholden.vault.seal.Sealer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SealingTest {

    private static final byte[] KEY =
            HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");

    private final CommittingSealer sealer = new CommittingSealer();
    private final byte[] label = new Labels(KEY, 3).event(7).bytes();

    @Test
    void a_label_is_the_start_of_the_hmac_of_epoch_and_number() {
        // computed apart: HMAC-SHA256(KEY, 00000003 0000000000000007) and (KEY, 00000003 8000000000000007), 16 bytes
        assertThat(new Labels(KEY, 3).event(7).bytes()).asHexString().isEqualTo("03AB663BE16D98110DD6F67C772060FA");
        assertThat(new Labels(KEY, 3).snapshot(7).bytes()).asHexString().isEqualTo("98319A9802CFBAA66FEF359CB0B47AEB");
    }

    @Test
    void a_box_gives_back_what_was_sealed_and_the_zeros_that_padded_it() throws Exception {
        byte[] content = {1, 2, 3};

        byte[] box = sealer.under(KEY).seal(content, 1008, label);

        assertThat(box).hasSize(1008);
        assertThat(sealer.under(KEY).open(box, label)).isEqualTo(Arrays.copyOf(content, 936));
    }

    @Test
    void two_boxes_of_the_same_content_have_nothing_in_common() {
        byte[] one = sealer.under(KEY).seal(new byte[936], 1008, label);
        byte[] other = sealer.under(KEY).seal(new byte[936], 1008, label);

        int same = 0;
        for (int i = 0; i < one.length; i++) {
            same += one[i] == other[i] ? 1 : 0;
        }
        // 1,008 / 256 = 4 are expected by chance; 30 come by chance once in 10¹⁵ times
        assertThat(same).isLessThan(30);
    }

    @Test
    void a_box_with_any_bit_changed_is_refused() {
        byte[] box = sealer.under(KEY).seal(new byte[] {1}, 96, label);

        for (int bit = 0; bit < 8 * box.length; bit++) {
            byte[] changed = box.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> sealer.under(KEY).open(changed, label))
                    .isInstanceOf(GeneralSecurityException.class);
        }
    }

    @Test
    void a_box_under_another_label_or_another_key_is_refused() {
        byte[] box = sealer.under(KEY).seal(new byte[] {1}, 96, label);

        assertThatThrownBy(() ->
                        sealer.under(KEY).open(box, new Labels(KEY, 3).event(8).bytes()))
                .isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> sealer.under(new byte[32]).open(box, label))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void content_that_is_too_long_for_the_box_is_refused() {
        assertThatThrownBy(() -> sealer.under(KEY).seal(new byte[937], 1008, label))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("936");
    }

    @Test
    void a_boxs_own_key_is_that_of_the_standard() {
        // C2SP XAES-256-GCM, first test vector
        byte[] box = Arrays.copyOf("ABCDEFGHIJKLMNOPQRSTUVWX".getBytes(StandardCharsets.US_ASCII), 64);
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 1);

        assertThat(sealer.under(key).keyOf(box))
                .asHexString()
                .isEqualToIgnoringCase("c8612c9ed53fe43e8e005b828a1631a0bbcb6ab2f46514ec4f439fcfd0fa969b");
    }

    @Test
    void a_disclosed_key_opens_its_own_box_and_no_other() throws Exception {
        Sealer.Keyed keyed = sealer.under(KEY);
        Cell one = new Cell(new Label(label), keyed.seal(new byte[] {1, 2, 3}, 96, label));
        Cell other = new Cell(new Label(label), keyed.seal(new byte[] {4, 5, 6}, 96, label));
        byte[] key = keyed.keyOf(one.box());

        assertThat(new DisclosedCell(one, key).content()).startsWith(1, 2, 3);
        assertThatThrownBy(() -> new DisclosedCell(other, key).content()).isInstanceOf(GeneralSecurityException.class);
        assertThatThrownBy(() -> sealer.under(key).open(one.box(), label)).isInstanceOf(GeneralSecurityException.class);
    }
}
