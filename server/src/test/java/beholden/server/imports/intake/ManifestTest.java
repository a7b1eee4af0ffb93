package beholden.server.imports.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestTest {
    @TempDir
    Path temp = Path.of("");

    private Manifest table(String text) throws IOException {
        return Manifest.read(Files.writeString(temp.resolve("manifest.csv"), text), 3);
    }

    private Manifest lines(String text) throws IOException {
        return Manifest.read(Files.writeString(temp.resolve("manifest.jsonl"), text), 3);
    }

    @Test
    void table_and_json_lines_say_the_same() throws IOException {
        Manifest table = table("\uFEFFfile,title,captured,link\r\na.jpg,Ä \"x\",2020-01-02,HTTP://example.org/\r\n");
        Manifest lines = lines("{\"file\":\"a.jpg\",\"title\":\"Ä \\\"x\\\"\",\"captured\":\"2020-01-02\","
                + "\"link\":\"HTTP://example.org/\"}\n\n");

        assertThat(Objects.requireNonNull(lines.of("a.jpg"))).isEqualTo(table.of("a.jpg"));
        assertThat(table.of("b.jpg")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "link\\nhttps://example.org | has no column \"file\"",
                "file,colour\\na,red | has a column \"colour\"",
                "file,file\\na,b | names a column twice",
                "file,link\\na.jpg,javascript:alert(1) | line 2: \"javascript:alert(1)\" is no http or https address",
                "file,link\\na.jpg,https:/// | is no http or https address",
                "file,captured\\na.jpg,31.1.2026 | \"31.1.2026\" is no day like 2026-01-31",
                "file,captured\\na.jpg,1700-01-01 | is no day like",
                "file\\na.jpg\\nb.jpg\\na.jpg | line 4: a.jpg is there a second time",
                "file\\na\\nb\\nc\\nd | has over 3 lines",
                "file,link\\na.jpg | has 1 cells where the first line has 2",
                "file,title\\n../a.jpg,x | its name leads outside",
                "file\\n\"a.jpg | is no table in CSV",
            })
    void a_wrong_table_is_refused_with_the_line_and_the_fact(String text, String says) {
        assertThatThrownBy(() -> table(text.replace("\\n", "\n")))
                .isInstanceOf(IntakeException.class)
                .hasMessageStartingWith("manifest")
                .hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"file\": | line 1: not an object",
                "[1] | not an object",
                "{\"file\":\"a\"} {\"file\":\"b\"} | not an object",
                "{\"file\":\"a\",\"color\":1} | not an object",
                "{\"title\":\"a\"} | line 1: names no file",
            })
    void wrong_lines_of_json_are_refused(String text, String says) {
        assertThatThrownBy(() -> lines(text))
                .isInstanceOf(IntakeException.class)
                .hasMessageContaining(says);
    }

    @Test
    void bytes_that_are_no_text_are_refused() throws IOException {
        Path file = temp.resolve("manifest.csv");
        Files.write(file, "file\nä.jpg\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThatThrownBy(() -> Manifest.read(file, 3))
                .isInstanceOf(IntakeException.class)
                .hasMessage("manifest: is not in UTF-8; save it so");
    }
}
