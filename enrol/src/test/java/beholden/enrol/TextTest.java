package beholden.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ground.TypedText;
import java.nio.file.Path;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/// What leaves an import as text harms nobody who prints, opens or clicks it.
class TextTest {

    @Property
    void printed_text_has_one_line_and_no_control_character(@ForAll String text) {
        String printed = TypedText.printable(text);

        assertThat(printed.codePoints()
                        .filter(c -> Character.isISOControl(c)
                                || Character.getType(c) == Character.SURROGATE
                                || (c >= 0x202A && c <= 0x202E)
                                || (c >= 0x2066 && c <= 0x2069)))
                .isEmpty();
        assertThat(printed.lines().count()).isLessThanOrEqualTo(1);
    }

    @Test
    void names_in_any_script_stay_as_they_are() {
        assertThat(TypedText.printable("Zoë 山田 علی\u200cرضا 👩\u200d💻.jpg"))
                .isEqualTo("Zoë 山田 علی\u200cرضا 👩\u200d💻.jpg");
    }

    @Property
    void a_cell_never_starts_like_a_formula(@ForAll String text) {
        String cell = ImportReport.cell(text);

        assertThat(cell).endsWith(text);
        assertThat(cell.isEmpty() || "=+-@\t\r\n".indexOf(cell.charAt(0)) < 0).isTrue();
    }

    @Test
    void a_colon_or_a_hash_in_a_file_name_does_not_change_where_a_link_leads() {
        LinkRule rule = LinkRule.of("https://site/x?y=");

        assertThat(Objects.toString(rule.link(Path.of("/p"), "a:b#c?d%e.jpg")))
                .isEqualTo("https://site/x?y=/a:b%23c%3Fd%25e.jpg");
    }

    @Test
    void only_addresses_that_may_be_clicked_are_taken_for_links() {
        assertThatThrownBy(() -> LinkRule.of("javascript:alert(1)")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LinkRule.of("some folder")).isInstanceOf(IllegalArgumentException.class);
    }
}
