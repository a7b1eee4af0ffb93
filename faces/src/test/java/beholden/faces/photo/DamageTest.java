package beholden.faces.photo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files cut short and files altered: a refusal or a picture, never half a picture and never a crash.
class DamageTest {
    private static final int PNG_SIGNATURE = 8;
    private static final int MUTANTS_PER_FILE = 700;

    private final PhotoDecoder decoder = new PhotoDecoder(new PhotoLimits(1_000_000, 250_000, 4_000, 250_000));

    private static final Map<String, byte[]> FILES = files();

    private static Map<String, byte[]> files() {
        var image = Quadrants.image(5);
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("baseline.jpg", Jpegs.withExif(Jpegs.quadrants(), Tiffs.exif(6, "2019:07:21 10:11:12")));
        files.put("progressive.jpg", Jpegs.withProfile(Jpegs.progressive(image), Profiles.displayP3()));
        int[][] ink = {{0, 255, 255, 255}, {255, 0, 255, 255}, {255, 255, 255, 128}, {255, 255, 255, 255}};
        files.put("cmyk.jpg", Jpegs.fourChannels(ink, 0));
        files.put("rgb.png", Pngs.quadrants());
        files.put("lossy.webp", Webps.lossy());
        files.put("alpha.webp", Webps.lossyWithAlpha());
        files.put("lossless.webp", Webps.losslessWithAlpha());
        files.put("animated.webp", Webps.extended(64, 24, 2, Webps.frame(32, 0), Webps.frame(0, 0)));
        files.put("plain.tif", Tiffs.quadrants());
        for (String compression : new String[] {"LZW", "Deflate", "PackBits", "JPEG"}) {
            files.put(compression + ".tif", Tiffs.compressed(compression));
        }
        try {
            files.put("a.gif", PhotoDecoderTest.encoded("gif", image));
            files.put("a.bmp", PhotoDecoderTest.encoded("bmp", image));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return files;
    }

    static Stream<String> names() {
        return FILES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_file_cut_anywhere_is_refused_or_whole(String name) throws Exception {
        byte[] file = requireNonNull(FILES.get(name));
        byte[] whole = decoder.decode(file, name).rgb();
        int refusals = 0;

        for (int length = 0; length < file.length; length++) {
            try {
                byte[] rgb = decoder.decode(Arrays.copyOf(file, length), name).rgb();

                assertThat(rgb).as("cut to %d of %d bytes", length, file.length).isEqualTo(whole);
            } catch (PhotoRefusedException refused) {
                refusals++;
            }
        }

        assertThat(refusals).isGreaterThan(file.length / 2);
    }

    @ParameterizedTest
    @MethodSource("names")
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void an_altered_file_is_a_photo_or_a_refusal(String name) {
        byte[] file = requireNonNull(FILES.get(name));
        Random random = new Random(name.hashCode());

        for (int i = 0; i < MUTANTS_PER_FILE; i++) {
            byte[] mutant = mutant(file, random);
            assertThatCode(() -> decodeOrRefuse(mutant, name)).doesNotThrowAnyException();
        }
    }

    @Test
    void a_png_altered_under_right_checksums_is_a_photo_or_a_refusal() throws Exception {
        Random random = new Random(7);

        for (int i = 0; i < 4 * MUTANTS_PER_FILE; i++) {
            byte[] mutant = withRightChecksums(mutant(Pngs.quadrants(), random));
            assertThatCode(() -> decodeOrRefuse(mutant, "a.png")).doesNotThrowAnyException();
        }
    }

    private void decodeOrRefuse(byte[] mutant, String name) {
        try {
            Photo photo = decoder.keepingCaptureDate().decode(mutant, name);
            assertThat(photo.rgb()).hasSize(3 * photo.width() * photo.height());
        } catch (PhotoRefusedException refused) {
            assertThat(refused.getMessage()).startsWith(name + ": ").doesNotContain("\n");
        }
    }

    /// One to four changes: a byte, a bit, a run of bytes, or a stretch left out or doubled.
    private static byte[] mutant(byte[] file, Random random) {
        byte[] mutant = file.clone();
        for (int change = random.nextInt(4); change >= 0; change--) {
            int at = random.nextInt(mutant.length);
            // Headers are short and matter most.
            if (random.nextBoolean()) {
                at = random.nextInt(Math.min(mutant.length, 200));
            }
            int to = Math.min(mutant.length, at + 1 + random.nextInt(8));
            switch (random.nextInt(6)) {
                case 0 -> mutant[at] = (byte) random.nextInt(256);
                case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> Arrays.fill(mutant, at, to, (byte) 0xff);
                case 3 -> Arrays.fill(mutant, at, to, (byte) 0);
                case 4 -> mutant = joined(mutant, 0, at, to, mutant.length);
                default -> mutant = joined(mutant, 0, to, at, mutant.length);
            }
        }
        return mutant;
    }

    private static byte[] joined(byte[] file, int from, int to, int again, int end) {
        var joined = new ByteArrayOutputStream();
        joined.write(file, from, to - from);
        joined.write(file, again, end - again);
        joined.write(0);
        return joined.toByteArray();
    }

    private static byte[] withRightChecksums(byte[] png) {
        ByteBuffer bytes = ByteBuffer.wrap(png);
        for (int at = PNG_SIGNATURE; at + 12 <= png.length; ) {
            int length = bytes.getInt(at);
            if (length < 0 || length > png.length - at - 12) {
                break;
            }
            var crc = new CRC32();
            crc.update(png, at + 4, length + 4);
            bytes.putInt(at + 8 + length, (int) crc.getValue());
            at += 12 + length;
        }
        return png;
    }
}
