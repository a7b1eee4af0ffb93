package beholden.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Text that leaves an import harms nobody who prints, opens or clicks it.
class TextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'=1", "==", "\uD800", "💻"})
    void a_cell_never_starts_like_a_formula(String text) {
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
