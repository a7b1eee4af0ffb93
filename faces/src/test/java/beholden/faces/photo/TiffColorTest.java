package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// JPEGs inside TIFFs, whose colours are what the TIFF says, whatever the JPEG says of them.
class TiffColorTest {
    private static final int YCBCR = 6;

    private final PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

    /// The test picture as a JPEG without JFIF's remark whose components have these numbers.
    private static byte[] jpeg(byte[] jfif, int... numbers) {
        byte[] jpeg = jfif.clone();
        for (int at = 2; at < jpeg.length; ) {
            int code = jpeg[at + 1] & 0xff;
            int length = (jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff;
            if (code == 0xc0) {
                for (int i = 0; i < 3; i++) jpeg[at + 10 + 3 * i] = (byte) numbers[i];
            }
            if (code == 0xda) {
                for (int i = 0; i < 3; i++) jpeg[at + 5 + 2 * i] = (byte) numbers[i];
                break;
            }
            at += 2 + length;
        }
        int afterJfif = 4 + ((jpeg[4] & 0xff) << 8 | jpeg[5] & 0xff);
        byte[] bare = Arrays.copyOfRange(jpeg, afterJfif - 2, jpeg.length);
        bare[0] = (byte) 0xff;
        bare[1] = (byte) 0xd8;
        assertThat(new String(bare, StandardCharsets.ISO_8859_1)).doesNotContain("JFIF");
        return bare;
    }

    @ParameterizedTest
    @CsvSource({"1,2,3", "0,1,2", "34,35,36", "82,71,66", "0,0,0", "7,7,9"})
    void ycbcr_keeps_its_colours_whatever_its_components_are_called(int first, int second, int third) throws Exception {
        byte[] half = jpeg(Jpegs.quadrants(), first, second, third);
        byte[] full = jpeg(Jpegs.fullColors(Quadrants.image(BufferedImage.TYPE_3BYTE_BGR)), first, second, third);

        byte[] halfTiff = Tiffs.jpeg(Quadrants.WIDTH, Quadrants.HEIGHT, YCBCR, half)
                .shorts(530, 2, 2)
                .bytes();
        byte[] fullTiff = Tiffs.jpeg(Quadrants.WIDTH, Quadrants.HEIGHT, YCBCR, full)
                .shorts(530, 1, 1)
                .bytes();

        Quadrants.assertShows(decoder.decode(halfTiff, "half.tif"), 6);
        Quadrants.assertShows(decoder.decode(fullTiff, "full.tif"), 6);
    }

    @ParameterizedTest
    @CsvSource({"82,71,66", "0,1,2", "1,2,3"})
    void rgb_keeps_its_colours_whatever_its_components_are_called(int first, int second, int third) throws Exception {
        byte[] jpeg = jpeg(Jpegs.rgb(Quadrants.image(BufferedImage.TYPE_3BYTE_BGR)), first, second, third);

        byte[] tiff =
                Tiffs.jpeg(Quadrants.WIDTH, Quadrants.HEIGHT, Tiffs.RGB, jpeg).bytes();

        Quadrants.assertShows(decoder.decode(tiff, "a.tif"), 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void what_an_adobe_remark_says_against_the_tiff_does_not_count(int transform) throws Exception {
        byte[] adobe = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, (byte) transform};
        byte[] jpeg = Jpegs.withSegment(jpeg(Jpegs.quadrants(), 0, 1, 2), Jpegs.ADOBE, adobe);

        byte[] tiff = Tiffs.jpeg(Quadrants.WIDTH, Quadrants.HEIGHT, YCBCR, jpeg)
                .shorts(530, 2, 2)
                .bytes();

        Quadrants.assertShows(decoder.decode(tiff, "a.tif"), 6);
    }

    @Test
    void a_strip_that_is_cut_short_is_refused() {
        byte[] jpeg = jpeg(Jpegs.quadrants(), 0, 1, 2);
        for (int length = jpeg.length - 3; length > 20; length -= 7) {
            byte[] tiff = Tiffs.jpeg(Quadrants.WIDTH, Quadrants.HEIGHT, YCBCR, Arrays.copyOf(jpeg, length))
                    .shorts(530, 2, 2)
                    .bytes();

            assertThatThrownBy(() -> decoder.decode(tiff, "a.tif")).isInstanceOf(PhotoRefusedException.class);
        }
    }
}
