package beholden.drill.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ByteSearchTest {
    private static final String NAME = "Prefecture of Châtillon";
    private static final byte[] ID = HexFormat.of().parseHex("00ff10203040506070809fafbfcfdfef");
    private static final ByteSearch SEARCH = new ByteSearch(
            List.of(new KnownSecret.Words("name of agency 1", NAME), new KnownSecret.Octets("id of agency 1", ID)));

    @TempDir
    private Path folder = Path.of("");

    static Stream<byte[]> spellings() throws Exception {
        byte[] utf8 = NAME.getBytes(StandardCharsets.UTF_8);
        byte[] sha256 = MessageDigest.getInstance("SHA-256")
                .digest(NAME.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                utf8,
                NAME.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                "prefectureofchâtillon".getBytes(StandardCharsets.UTF_8),
                NAME.getBytes(StandardCharsets.UTF_16LE),
                NAME.getBytes(StandardCharsets.UTF_16BE),
                ascii(HexFormat.of().formatHex(utf8)),
                ascii(HexFormat.of().withUpperCase().formatHex(ID)),
                ascii(Base64.getEncoder().encodeToString(utf8)),
                ascii(Base64.getEncoder().encodeToString(("x" + NAME + "yz").getBytes(StandardCharsets.UTF_8))),
                ascii(Base64.getUrlEncoder().encodeToString(("xy" + NAME).getBytes(StandardCharsets.UTF_8))),
                sha256,
                ascii(HexFormat.of().formatHex(sha256)),
                ID,
                ascii("00FF1020-3040-5060-7080-9FAFBFCFDFEF"));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void a_secret_is_seen_in_every_spelling(byte[] spelled) throws IOException {
        byte[] noise = noise(5_000_000);
        // Across the border of two reads, where it is missed most easily.
        int at = (1 << 20) - 7;
        System.arraycopy(spelled, 0, noise, at, spelled.length);

        List<Sighting> seen = SEARCH.in(write(noise), "a file");

        assertThat(seen).isNotEmpty();
        assertThat(seen).allSatisfy(sighting -> {
            assertThat(sighting.secret()).endsWith("of agency 1");
            assertThat(sighting.offset()).isBetween((long) at, (long) at + 3);
        });
    }

    @Test
    void noise_holds_no_secret() throws IOException {
        assertThat(SEARCH.in(write(noise(5_000_000)), "noise")).isEmpty();
    }

    @Test
    void a_long_text_is_seen_though_a_border_cuts_it() throws IOException {
        String text = "searched for the driver of the grey van seen at the harbour on the night of 3 May";
        ByteSearch search = new ByteSearch(List.of(new KnownSecret.Words("event 7", text)));
        byte[] half = Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), text.length() / 2);

        assertThat(search.in(write(half), "a page"))
                .extracting(Sighting::spelling)
                .contains("UTF-8");
    }

    @Test
    void a_secret_at_the_very_end_is_seen() {
        assertThat(SEARCH.in("the client is " + NAME, "log")).hasSize(1);
    }

    @Test
    void a_secret_that_chance_would_write_is_refused() {
        assertThatThrownBy(() -> new KnownSecret.Words("code", "ab12"))
                .hasMessage("code: 4 bytes are found everywhere by chance; 8 at least");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("bytes"), bytes);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new SplittableRandom(1).nextBytes(noise);
        return noise;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
