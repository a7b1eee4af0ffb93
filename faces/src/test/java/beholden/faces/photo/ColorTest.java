package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.faces.photo.Profiles.Primaries;
import java.awt.Color;
import java.awt.color.ICC_Profile;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColorTest {
    private static final Color BLACK = new Color(0, 0, 0);

    private final PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

    private static Pngs png(Pngs.Pixel pixel, byte[] profile) {
        return new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.RGB)
                .chunk("iCCP", Pngs.profile(profile))
                .pixels(8, pixel);
    }

    private static int[] inSpace(int x, int y, Primaries primaries, double gamma) {
        return Profiles.fromSrgb(Pngs.rgb(x, y, 1), primaries, gamma);
    }

    @Test
    void display_p3_colours_come_out_as_srgb() throws Exception {
        byte[] png = png((x, y) -> inSpace(x, y, Primaries.DISPLAY_P3, 0), Profiles.displayP3())
                .end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 2);
    }

    @Test
    void adobe_rgb_colours_come_out_as_srgb() throws Exception {
        byte[] png = png((x, y) -> inSpace(x, y, Primaries.ADOBE_RGB, 563 / 256.0), Profiles.adobeRgb())
                .end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 3);
    }

    @Test
    void the_profile_of_a_jpeg_is_put_together_from_its_parts() throws Exception {
        byte[] plain = decoder.decode(Jpegs.quadrants(), "plain.jpg").rgb();
        byte[] jpeg = Jpegs.withProfile(Jpegs.quadrants(), Profiles.displayP3());

        byte[] rgb = decoder.decode(jpeg, "p3.jpg").rgb();

        // The red field's red is purer in P3 than the same number is in sRGB.
        assertThat(rgb[0] & 0xff).isGreaterThan((plain[0] & 0xff) + 8);
    }

    @Test
    void a_profile_of_a_webp_is_applied() throws Exception {
        byte[] profile = Webps.chunk("ICCP", Profiles.displayP3());
        byte[] plain = decoder.decode(Webps.lossy(), "plain.webp").rgb();

        byte[] rgb = decoder.decode(Webps.extended(32, 24, 0x20, profile, Webps.pixels()), "p3.webp")
                .rgb();

        assertThat(rgb[0] & 0xff).isGreaterThan((plain[0] & 0xff) + 8);
    }

    @Test
    void a_profile_of_a_tiff_is_applied() throws Exception {
        byte[] profile = Profiles.displayP3();
        byte[] tiff = Tiffs.picture(
                        ByteOrder.LITTLE_ENDIAN, Tiffs.RGB, 8, (x, y) -> inSpace(x, y, Primaries.DISPLAY_P3, 0))
                .value(34675, 7, profile.length, profile)
                .bytes();

        Quadrants.assertShows(decoder.decode(tiff, "a.tif"), 2);
    }

    @Test
    void profiles_of_a_matrix_are_converted_to_the_very_colours_of_little_cms() {
        byte[] colors = new byte[3 * 50_000];
        new Random(1).nextBytes(colors);

        for (byte[] profile : List.of(Profiles.displayP3(), Profiles.adobeRgb())) {
            var fast = ColorConversion.of(Optional.of(profile), Channels.RGB);
            var exact = new ColorConversion.Managed(ICC_Profile.getInstance(profile), Channels.RGB);
            byte[] ours = fast.toSrgb(new Samples(50_000, 1, Channels.RGB, colors.clone()));
            byte[] theirs = exact.toSrgb(new Samples(50_000, 1, Channels.RGB, colors.clone()));

            assertThat(fast).isInstanceOf(MatrixConversion.class);
            assertThat(IntStream.range(0, colors.length).map(i -> Math.abs((ours[i] & 0xff) - (theirs[i] & 0xff))))
                    .allMatch(difference -> difference <= 1);
        }
    }

    @Test
    void an_srgb_profile_changes_nothing() throws Exception {
        byte[] png = png((x, y) -> Pngs.rgb(x, y, 1), Profiles.srgb()).end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 0);
    }

    @Test
    void a_broken_profile_is_taken_for_srgb() throws Exception {
        byte[] profile = Profiles.displayP3();
        byte[] cut = Arrays.copyOf(profile, profile.length / 2);
        byte[] scrambled = profile.clone();
        Arrays.fill(scrambled, 132, scrambled.length, (byte) 0x77);

        for (byte[] broken : List.of(cut, scrambled, new byte[0], new byte[] {1, 2, 3})) {
            byte[] png = png((x, y) -> Pngs.rgb(x, y, 1), broken).end();

            Quadrants.assertShows(decoder.decode(png, "a.png"), 0);
        }
    }

    @Test
    void a_profile_for_other_channels_is_ignored() throws Exception {
        byte[] png = png((x, y) -> Pngs.rgb(x, y, 1), Profiles.grayGamma(1)).end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 0);
    }

    @Test
    void a_grey_profile_is_applied() throws Exception {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.GRAY)
                .chunk("iCCP", Pngs.profile(Profiles.grayGamma(1)))
                .pixels(8, (x, y) -> new int[] {55})
                .end();

        // 55/255 of linear light is 128 in sRGB.
        Color middle = new Color(128, 128, 128);
        Quadrants.assertShows(decoder.decode(png, "a.png"), 2, List.of(middle, middle, middle, middle));
    }

    @Test
    void adobes_inverted_cmyk_jpeg_shows_its_colours() throws Exception {
        // Without ink is 255: cyan, magenta, half black, none.
        int[][] fields = {{0, 255, 255, 255}, {255, 0, 255, 255}, {255, 255, 255, 128}, {255, 255, 255, 255}};

        Photo photo = decoder.decode(Jpegs.fourChannels(fields, 0), "a.jpg");

        Quadrants.assertShows(photo, 6, List.of(Color.CYAN, Color.MAGENTA, new Color(128, 128, 128), Color.WHITE));
    }

    @Test
    void adobes_ycck_jpeg_shows_its_colours() throws Exception {
        // YCC of the colour itself (as Adobe stores ink upside down twice), and black ink upside down.
        int[][] fields = {ycck(Quadrants.RED), ycck(Quadrants.GREEN), ycck(Quadrants.BLUE), {0, 128, 128, 0}};

        Photo photo = decoder.decode(Jpegs.fourChannels(fields, 2), "a.jpg");

        Quadrants.assertShows(photo, 8, List.of(Quadrants.RED, Quadrants.GREEN, Quadrants.BLUE, BLACK));
    }

    /// JFIF's YCC of the complement: what libjpeg turns to CMY by 255 − RGB.
    private static int[] ycck(Color color) {
        double r = 255 - color.getRed();
        double g = 255 - color.getGreen();
        double b = 255 - color.getBlue();
        return new int[] {
            (int) Math.round(0.299 * r + 0.587 * g + 0.114 * b),
            (int) Math.round(128 - 0.168736 * r - 0.331264 * g + 0.5 * b),
            (int) Math.round(128 + 0.5 * r - 0.418688 * g - 0.081312 * b),
            255
        };
    }

    @Test
    void the_profile_of_a_cmyk_jpeg_is_applied() throws Exception {
        int[][] fields = {{0, 255, 255, 255}, {255, 0, 255, 255}, {255, 255, 255, 0}, {255, 255, 255, 255}};
        byte[] jpeg = Jpegs.withProfile(Jpegs.fourChannels(fields, 0), Profiles.grayishInk());

        byte[] rgb = decoder.decode(jpeg, "a.jpg").rgb();

        // By this profile each ink alone gives the same grey of three quarters of the lightness: L* 75.
        assertThat(rgb[0] & 0xff).isBetween(182, 188);
        assertThat(rgb[1] & 0xff).isBetween(182, 188);
        assertThat(rgb[2] & 0xff).isBetween(182, 188);
    }

    @Test
    void a_cmyk_tiff_shows_its_colours() throws Exception {
        int[][] fields = {{255, 0, 0, 0}, {0, 255, 0, 0}, {0, 0, 0, 127}, {0, 0, 0, 0}};
        byte[] tiff = Tiffs.picture(
                        ByteOrder.LITTLE_ENDIAN,
                        Tiffs.CMYK,
                        8,
                        (x, y) -> fields[Quadrants.COLORS.indexOf(Quadrants.at(x, y))])
                .bytes();

        Quadrants.assertShows(
                decoder.decode(tiff, "a.tif"),
                1,
                List.of(Color.CYAN, Color.MAGENTA, new Color(128, 128, 128), Color.WHITE));
    }
}
