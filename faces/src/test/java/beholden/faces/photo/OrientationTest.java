package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrientationTest {
    private final PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

    /// Sides of the upright picture that EXIF 2.32 §4.6.4 names for the stored first row and first column, by
    /// value.
    private static List<Color> upright(int orientation) {
        Color a = Quadrants.RED;
        Color b = Quadrants.GREEN;
        Color c = Quadrants.BLUE;
        Color d = Quadrants.GRAY;
        return switch (orientation) {
            case 1 -> List.of(a, b, c, d);
            case 2 -> List.of(b, a, d, c);
            case 3 -> List.of(d, c, b, a);
            case 4 -> List.of(c, d, a, b);
            case 5 -> List.of(a, c, b, d);
            case 6 -> List.of(c, a, d, b);
            case 7 -> List.of(d, b, c, a);
            case 8 -> List.of(b, d, a, c);
            default -> throw new IllegalArgumentException("orientation " + orientation);
        };
    }

    private void assertUpright(byte[] file, int orientation, int tolerance) throws PhotoRefusedException {
        Photo photo = decoder.decode(file, "turned");

        assertThat(photo.width()).isEqualTo(orientation < 5 ? Quadrants.WIDTH : Quadrants.HEIGHT);
        Quadrants.assertShows(photo, tolerance, upright(orientation));
        PhotoHeader header = decoder.peek(file, "turned");
        assertThat(header.width()).isEqualTo(photo.width());
        assertThat(header.height()).isEqualTo(photo.height());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_turned_jpeg_is_set_upright(int orientation) throws Exception {
        assertUpright(Jpegs.withExif(Jpegs.quadrants(), Tiffs.exif(orientation, "")), orientation, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_turned_png_is_set_upright(int orientation) throws Exception {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.RGB)
                .chunk("eXIf", Tiffs.exif(orientation, ""))
                .pixels(8, (x, y) -> Pngs.rgb(x, y, 1))
                .end();

        assertUpright(png, orientation, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_turned_webp_is_set_upright(int orientation) throws Exception {
        byte[] exif = Webps.chunk("EXIF", Tiffs.exif(orientation, ""));

        assertUpright(Webps.extended(32, 24, 8, Webps.pixels(), exif), orientation, 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_turned_tiff_is_set_upright(int orientation) throws Exception {
        byte[] tiff = Tiffs.picture(ByteOrder.BIG_ENDIAN, Tiffs.RGB, 8, (x, y) -> Pngs.rgb(x, y, 1))
                .shorts(274, orientation)
                .bytes();

        assertUpright(tiff, orientation, 0);
    }

    @Test
    void turning_is_exact_for_pictures_larger_than_a_tile() throws Exception {
        var image = new BufferedImage(150, 70, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 70; y++) {
            for (int x = 0; x < 150; x++) {
                image.setRGB(x, y, x << 16 | y << 8 | 7);
            }
        }
        byte[] rgb = Photo.of(image).rgb();

        Photo turned = Photo.of(70, 150, Orientation.TURNED_90.apply(150, 70, rgb));

        for (int y = 0; y < 150; y++) {
            for (int x = 0; x < 70; x++) {
                assertThat(turned.toImage().getRGB(x, y) & 0xffffff).isEqualTo(y << 16 | (69 - x) << 8 | 7);
            }
        }
    }

    @Test
    void an_unknown_orientation_says_nothing() throws Exception {
        byte[] jpeg = Jpegs.withExif(Jpegs.quadrants(), Tiffs.exif(9, ""));

        Quadrants.assertShows(decoder.decode(jpeg, "a.jpg"), 4);
    }

    @Test
    void damaged_exif_says_nothing() throws Exception {
        byte[] exif = Tiffs.exif(6, "");
        exif[5] = 99;

        Quadrants.assertShows(decoder.decode(Jpegs.withExif(Jpegs.quadrants(), exif), "a.jpg"), 4);
    }

    @Test
    void the_capture_date_is_kept_only_on_request() throws Exception {
        byte[] jpeg = Jpegs.withExif(Jpegs.quadrants(), Tiffs.exif(1, "2019:07:21 10:11:12"));

        assertThat(decoder.decode(jpeg, "a.jpg").captureDate()).isEmpty();
        assertThat(decoder.keepingCaptureDate().decode(jpeg, "a.jpg").captureDate())
                .contains(LocalDate.of(2019, 7, 21));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000:00:00 00:00:00", "2019:13:01 00:00:00", "    :  :     :  :  ", "yesterday"})
    void a_date_that_is_none_is_left_out(String text) throws Exception {
        byte[] jpeg = Jpegs.withExif(Jpegs.quadrants(), Tiffs.exif(1, text));

        assertThat(decoder.keepingCaptureDate().decode(jpeg, "a.jpg").captureDate())
                .isEmpty();
    }
}
