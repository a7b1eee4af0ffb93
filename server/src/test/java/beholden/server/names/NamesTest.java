package beholden.server.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.ground.RefusedTextException;
import beholden.server.refusal.Refusal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Anna Schmidt",
                "Анна Шмидт",
                "山田 太郎 (Tokyo)",
                "محمد علی",
                "می\u200Cخواهم",
                "क्\u200Dष",
                "Dr. Zoë O’Brien-Müller 2",
                "Nguyễn Thị Minh Khai"
            })
    void a_name_of_one_script_stays_as_it_is(String name) {
        assertThat(Names.checked("name", name, 100)).isEqualTo(name);
    }

    @Test
    void a_name_is_normalised() {
        assertThat(Names.checked("name", " Zoe\u0308 \u00A0 Ga\u0301l ", 100)).isEqualTo("Zoë Gál");
    }

    @ParameterizedTest
    @CsvSource({
        "\u0410nna Schmidt,mixes scripts",
        "Harbour P\u03BFlice,mixes scripts",
        "Anna\u3164Schmidt,U+3164",
        "\u3164,U+3164",
        "Anna\u115FSchmidt,U+115F",
        "Anna\uFFA0Schmidt,U+FFA0",
        "Anna\u2800Schmidt,U+2800",
        "Anna\u034FSchmidt,U+034F",
        "An\u200Dna,U+200D",
        "An\u200Cna,U+200C",
        "Ann\u0301\u0301a,marks",
        "Unit \u06612,digits"
    })
    void a_name_that_is_not_what_it_looks_like_is_refused(String name, String why) {
        assertThatThrownBy(() -> Names.checked("name", name, 100))
                .isInstanceOf(Refusal.class)
                .hasMessageStartingWith("name: ")
                .hasMessageContaining(why);
    }

    @Test
    void a_name_of_a_megabyte_is_refused_by_its_length() {
        assertThatThrownBy(() -> Names.checked("name", "a\u0301".repeat(500_000), 100))
                .isInstanceOf(RefusedTextException.class)
                .hasMessageContaining("at most 100");
    }

    @ParameterizedTest
    @CsvSource({
        "Anna Schmidt,ANNA SCHMIDT",
        "Anna Schmidt,Anna  Schmidt",
        "Anna Schmidt,AnnaSchmidt",
        "Paypal,PaypaI",
        "Bernd Ham,Bernd Harn",
        "сосо,coco",
        "Unit 10,Unit lO"
    })
    void a_name_that_looks_like_another_is_refused(String name, String other) {
        assertThatThrownBy(() -> Names.requireDistinct(name, Stream.of("Somebody", other)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("“" + other + "”");
    }

    @Test
    void a_name_that_differs_is_taken() {
        assertThatCode(() -> Names.requireDistinct("Anna Schmidt 2", Stream.of("Anna Schmidt", "Anna")))
                .doesNotThrowAnyException();
    }
}
