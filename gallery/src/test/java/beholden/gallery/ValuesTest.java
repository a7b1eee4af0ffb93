package beholden.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Values from outside are right or refused.
class ValuesTest {

    private static final EnrolledFace FACE = People.face(1, 0);

    @Test
    void a_template_nearly_of_unit_length_becomes_exactly_so() {
        float[] values = People.gaussian(1);
        for (int i = 0; i < values.length; i++) {
            values[i] *= 1.0009f;
        }

        Template template = new Template("pack", values);

        assertThat(People.score(template, template)).isCloseTo(1, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(floats = {0, 0.5f, 0.998f, 1.002f, 100})
    void a_template_of_another_length_is_refused(float length) {
        float[] values = People.gaussian(1);
        for (int i = 0; i < values.length; i++) {
            values[i] *= length;
        }

        assertThatThrownBy(() -> new Template("pack", values)).hasMessageContaining("has length 1");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void a_template_that_is_not_numbers_is_refused(float value) {
        float[] values = People.gaussian(1);
        values[77] = value;

        assertThatThrownBy(() -> new Template("pack", values)).hasMessageContaining("value 77 is " + value);
    }

    @Test
    void a_template_of_nothing_is_refused() {
        assertThatThrownBy(() -> new Template("pack", new float[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_template_cannot_be_changed_from_outside_and_does_not_print_itself() {
        float[] values = People.gaussian(1);
        Template template = new Template("pack", values);

        values[0] = 9;
        template.values()[0] = 9;

        assertThat(template).isEqualTo(new Template("pack", People.gaussian(1)));
        assertThat(template.toString()).isEqualTo("Template[pack, 128-d]");
    }

    @Test
    void a_title_of_ten_megabytes_is_refused_in_a_short_message() {
        String title = "x".repeat(10_000_000);

        assertThatThrownBy(() -> FACE.withTitle(title))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("10,000,000 characters; it can have at most 4,096")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\u001b[31mred", "a\u0000b", "photo\u202egpj.exe", "\ud800", "x\u0085y"})
    void text_that_cannot_be_shown_safely_is_refused(String text) {
        assertThatThrownBy(() -> FACE.withTitle(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContainPattern("\\p{Cntrl}")
                .contains("title of face p1-0#0");
        assertThatThrownBy(() -> EnrolledFace.of(text, "p", "s", People.box(), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void a_blank_id_is_refused(String id) {
        assertThatThrownBy(() -> EnrolledFace.of("f", id, "s", People.box(), 1))
                .hasMessageContaining("photo id: is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "no-scheme", "../up"})
    void a_link_that_must_not_be_clicked_is_refused(String link) {
        assertThatThrownBy(() -> FACE.withLink(URI.create(link)))
                .hasMessageContaining("not an http, https or file link");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void a_quality_outside_0_to_100_is_refused(int quality) {
        assertThatThrownBy(() -> EnrolledFace.of("f", "p", "s", People.box(), quality))
                .hasMessageContaining("0..100");
    }

    @Test
    void a_capture_date_before_photography_is_refused() {
        assertThatThrownBy(() -> FACE.withCaptureDate(LocalDate.of(1700, 1, 1))).hasMessageContaining("1700-01-01");
    }

    @Test
    void an_empty_box_is_refused() {
        assertThatThrownBy(() -> new Box(10, 10, 10, 20)).hasMessageContaining("empty box");
        assertThatThrownBy(() -> new Box(10, 10, Float.NaN, 20)).hasMessageContaining("empty box");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "", "ABCDEF", "/etc/passwd"})
    void a_picture_id_that_is_no_hash_is_refused(String id) {
        assertThatThrownBy(() -> FACE.withPictures(id, null)).hasMessageContaining("not 64 hexadecimal digits");
    }

    @Test
    void a_scope_without_days_is_refused() {
        assertThatThrownBy(() -> Scope.everything().takenBetween(LocalDate.of(2021, 1, 2), LocalDate.of(2021, 1, 1)))
                .hasMessageContaining("hold no day");
    }
}
