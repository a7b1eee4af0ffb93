package beholden.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypedTextTest {

    @Test
    void a_line_loses_the_space_around_it_alone() {
        assertThat(TypedText.line("name", "  Zoë  van Dam\t", 20)).isEqualTo("Zoë  van Dam");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x202E, 0x2066, 0x200B, 0x200E, 0x061C, 0xFEFF, 0xAD, 0x2028, 0x2029, 0x7, 0x1B, 0x7F, 0x85, 0xD800,
                0xDFFF, 0x378, 0xE0041
            })
    void what_cannot_be_seen_is_refused_and_named(int hidden) {
        String text = "exe" + (hidden <= 0xFFFF ? String.valueOf((char) hidden) : Character.toString(hidden)) + "gpj";

        assertThatThrownBy(() -> TypedText.line("reason", text, 100))
                .isInstanceOf(RefusedTextException.class)
                .hasMessageStartingWith("reason: has a character that cannot be seen, U+%04X".formatted(hidden));
        assertThatThrownBy(() -> TypedText.prose("reason", text, 100)).isInstanceOf(RefusedTextException.class);
        assertThat(TypedText.printable(text)).isEqualTo("exe?gpj");
    }

    @ParameterizedTest
    @ValueSource(strings = {"می‌خواهم", "क्‍ष", "👩‍🔬", "שלום", "العربية", "Ω≈ç√", "𝕏"})
    void what_people_write_in_any_script_is_taken(String text) {
        assertThat(TypedText.line("name", text, 20)).isEqualTo(text);
        assertThat(TypedText.printable(text)).isEqualTo(text);
    }

    @Test
    void prose_has_lines_that_end_in_one_way() {
        assertThat(TypedText.prose("note", "one\r\ntwo\rthree\n\tfour\n", 100)).isEqualTo("one\ntwo\nthree\n\tfour");
    }

    @Test
    void a_line_has_no_second_one() {
        assertThatThrownBy(() -> TypedText.line("number", "12\n13", 60))
                .hasMessage("number: has several lines; write it in one line of plain text");
    }

    @Test
    void characters_are_counted_as_a_person_counts_them_and_never_cut() {
        assertThat(TypedText.line("number", "😀".repeat(60), 60)).hasSize(120);
        assertThatThrownBy(() -> TypedText.line("number", "x".repeat(61), 60))
                .hasMessage("number: has 61 characters; it can have at most 60");
    }

    @Test
    void nothing_is_missing_where_nothing_need_be_said() {
        assertThat(TypedText.optionalProse("note", " \n ", 10)).isNull();
        assertThat(TypedText.optionalLine("note", null, 10)).isNull();
        assertThatThrownBy(() -> TypedText.prose("note", " \n ", 10)).hasMessage("note: is missing");
    }
}
