package beholden.drill.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The control of a drill writes and seeks the same spellings, so that one that is wrong would go unnoticed there.
/// The bytes here were computed by other programs.
class SpellingsTest {
    private static final KnownSecret NAME = new KnownSecret.Words("name", "Châtillon-7");
    private static final KnownSecret ID =
            new KnownSecret.Octets("id", HexFormat.of().parseHex("00ff10203040506070809fafbfcfdfef"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    as it is, 4368c3a274696c6c6f6e2d37
                    UTF-16LE, 43006800e200740069006c006c006f006e002d003700
                    UTF-16BE in upper case, 0043004800c200540049004c004c004f004e002d0037
                    decomposed, 436861cc8274696c6c6f6e2d37
                    letters and digits in lower case, 6368c3a274696c6c6f6e37
                    MD5 of lower case, 873a999d503009bdf1a54c2db1c5d34b
                    SHA-1, ec8957794c7d62745556c63e50b6d498370e7c87
                    SHA-256 of upper case, bbbd7d493353ca7dba3ec30e910ed657d3c48016e3952313e55155d6bedcf50f
                    """)
    void words_are_spelled_in_bytes(String spelling, String hex) {
        assertThat(NAME.spellings().values())
                .as(spelling)
                .contains(HexFormat.of().parseHex(hex));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    hex, 4368c3a274696c6c6f6e2d37
                    hex in upper case, 4368C3A274696C6C6F6E2D37
                    base64, Q2jDonRpbGxvbi03
                    base64 a byte later, Now6J0aWxsb24tN
                    SHA-256 in base64, zO+6o397OIhrYqmLLNLfAcecdRn5fcaSN2R0+cSRaG
                    """)
    void words_are_spelled_in_ascii(String spelling, String text) {
        assertThat(NAME.spellings().values()).as(spelling).contains(text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
                    hex, 00ff10203040506070809fafbfcfdfef
                    UUID, 00ff1020-3040-5060-7080-9fafbfcfdfef
                    base64, AP8QIDBAUGBwgJ+vv8/f7
                    base64url two bytes later, A_xAgMEBQYHCAn6-_z9_v
                    SHA-256 in hex, b11f7f415187d6c9726491307c409eb969a79c82a33503eab8f835c60fdcefe8
                    MD5 of the hex form, a75cca72aff2a0f5b7956ca409fcc924
                    """)
    void octets_are_spelled_in_ascii(String spelling, String text) {
        assertThat(ID.spellings().values()).as(spelling).contains(text.getBytes(StandardCharsets.US_ASCII));
    }
}
