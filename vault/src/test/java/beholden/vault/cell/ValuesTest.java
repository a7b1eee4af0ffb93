package beholden.vault.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ValuesTest {

    @Test
    void the_ledger_entry_of_a_cell_is_the_hash_of_label_and_box() {
        Cell cell = new Cell(new Label(new byte[16]), new byte[64]);

        byte[] entry = cell.entry();

        // sha256sum of 80 zero bytes
        assertThat(HexFormat.of().formatHex(entry))
                .isEqualTo("5b6fb58e61fa475939767d68a446f97f1bff02c0e5935a3ea8bb51e6515783d8");
    }

    @Test
    void labels_and_cells_are_equal_by_their_bytes() {
        Cell one = new Cells(1).next();
        Cell same = new Cells(1).next();
        Cell other = new Cells(2).next();

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
        assertThat(new Cell(one.label(), other.box())).isNotEqualTo(one);
    }

    @Test
    void nobody_changes_a_cell_through_the_bytes_it_was_made_of_or_gives() {
        byte[] label = new byte[16];
        byte[] box = new byte[64];
        Cell cell = new Cell(new Label(label), box);

        label[0] = 1;
        box[0] = 1;
        cell.label().bytes()[1] = 1;
        cell.box()[1] = 1;

        assertThat(cell).isEqualTo(new Cell(new Label(new byte[16]), new byte[64]));
    }

    @Test
    void neither_shows_its_bytes() {
        Cell cell = new Cells(1).next();

        assertThat(cell).hasToString("cell");
        assertThat(cell.label()).hasToString("label");
    }

    @Test
    void other_lengths_are_refused() {
        assertThatThrownBy(() -> new Label(new byte[15])).hasMessage("a label of 15 bytes; it has 16");
        assertThatThrownBy(() -> new Cell(new Cells(1).label(), new byte[63]))
                .hasMessage("a box of 63 bytes; want 64 to 8000");
    }

    @Test
    void a_password_in_an_address_is_not_shown() {
        CellAddress address = CellAddress.of("jdbc:postgresql://h/d?user=u&password=secret&sslPassword=secret");

        assertThat(address).hasToString("jdbc:postgresql://h/d?user=u&password=…&sslPassword=…");
    }

    @Test
    void padding_goes_to_the_next_power_of_two() {
        assertThat(CellKeeper.paddedCount(0)).isEqualTo(1);
        assertThat(CellKeeper.paddedCount(1)).isEqualTo(1);
        assertThat(CellKeeper.paddedCount(5)).isEqualTo(8);
        assertThat(CellKeeper.paddedCount(8)).isEqualTo(8);
        assertThat(CellKeeper.paddedCount((1L << 40) + 1)).isEqualTo(1L << 41);
    }
}
