package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoDecoderTest {
    private static final List<Color> LAST_FIELD_WHITE =
            List.of(Quadrants.RED, Quadrants.GREEN, Quadrants.BLUE, Color.WHITE);

    private final PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

    @Test
    void a_baseline_jpeg_shows_its_colours() throws Exception {
        Photo photo = decoder.decode(Jpegs.quadrants(), "a.jpg");

        Quadrants.assertShows(photo, 4);
    }

    @Test
    void a_progressive_jpeg_shows_its_colours() throws Exception {
        byte[] jpeg = Jpegs.progressive(Quadrants.image(BufferedImage.TYPE_3BYTE_BGR));

        Quadrants.assertShows(decoder.decode(jpeg, "a.jpg"), 4);
    }

    @Test
    void a_grey_jpeg_keeps_its_values() throws Exception {
        Photo photo = decoder.decode(Jpegs.gray(), "a.jpg");

        Quadrants.assertShows(photo, 2, Quadrants.grays());
    }

    @Test
    void what_follows_the_end_of_a_jpeg_does_no_harm() throws Exception {
        var file = new ByteArrayOutputStream();
        file.writeBytes(Jpegs.quadrants());
        file.writeBytes(Jpegs.gray());

        Quadrants.assertShows(decoder.decode(file.toByteArray(), "stereo.jpg"), 4);
    }

    @Test
    void stray_bytes_before_the_end_of_a_jpeg_do_no_harm() throws Exception {
        byte[] jpeg = Jpegs.quadrants();
        var file = new ByteArrayOutputStream();
        file.write(jpeg, 0, jpeg.length - 2);
        file.writeBytes(new byte[10]);
        file.write(jpeg, jpeg.length - 2, 2);

        Quadrants.assertShows(decoder.decode(file.toByteArray(), "a.jpg"), 4);
    }

    @Test
    void a_jpeg_cut_in_its_middle_and_given_an_end_is_refused() {
        byte[] jpeg = Jpegs.quadrants();
        byte[] mended = Arrays.copyOf(jpeg, jpeg.length - 60);
        mended[mended.length - 2] = (byte) 0xff;
        mended[mended.length - 1] = (byte) 0xd9;

        assertRefused(mended, Reason.TRUNCATED);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void an_rgb_png_shows_its_colours(int bits) throws Exception {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, bits, Pngs.RGB)
                .pixels(bits, (x, y) -> Pngs.rgb(x, y, bits == 16 ? 257 : 1))
                .end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16})
    void a_grey_png_keeps_its_values(int bits) throws Exception {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, bits, Pngs.GRAY)
                .pixels(bits, (x, y) -> new int[] {Quadrants.gray(x, y) * (bits == 16 ? 257 : 1)})
                .end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 0, Quadrants.grays());
    }

    @Test
    void a_transparent_png_lies_on_white() throws Exception {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.RGB_ALPHA)
                .pixels(8, (x, y) -> {
                    int[] rgb = Pngs.rgb(x, y, 1);
                    return new int[] {rgb[0], rgb[1], rgb[2], Quadrants.at(x, y).equals(Quadrants.GRAY) ? 0 : 255};
                })
                .end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 0, LAST_FIELD_WHITE);
    }

    @Test
    void a_half_transparent_grey_png_of_16_bits_is_half_white() throws Exception {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 16, Pngs.GRAY_ALPHA)
                .pixels(16, (x, y) -> new int[] {0, 0x8080})
                .end();

        Color half = new Color(127, 127, 127);
        Quadrants.assertShows(decoder.decode(png, "a.png"), 0, List.of(half, half, half, half));
    }

    @Test
    void a_palette_png_shows_its_colours_and_its_transparent_one_as_white() throws Exception {
        byte[] palette = new byte[12];
        for (int i = 0; i < 4; i++) {
            Color color = Quadrants.COLORS.get(i);
            palette[3 * i] = (byte) color.getRed();
            palette[3 * i + 1] = (byte) color.getGreen();
            palette[3 * i + 2] = (byte) color.getBlue();
        }
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.PALETTE)
                .chunk("PLTE", palette)
                .chunk("tRNS", (byte) 255, (byte) 255, (byte) 255, (byte) 0)
                .pixels(8, (x, y) -> new int[] {Quadrants.COLORS.indexOf(Quadrants.at(x, y))})
                .end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 0, LAST_FIELD_WHITE);
    }

    @Test
    void an_rgb_png_with_one_transparent_colour_shows_it_as_white() throws Exception {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.RGB)
                .chunk("tRNS", (byte) 0, (byte) 120, (byte) 0, (byte) 120, (byte) 0, (byte) 120)
                .pixels(8, (x, y) -> Pngs.rgb(x, y, 1))
                .end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 0, LAST_FIELD_WHITE);
    }

    @Test
    void a_lossy_webp_shows_its_colours() throws Exception {
        Quadrants.assertShows(decoder.decode(Webps.lossy(), "a.webp"), 8);
    }

    @Test
    void a_transparent_lossy_webp_lies_on_white() throws Exception {
        Quadrants.assertShows(decoder.decode(Webps.lossyWithAlpha(), "a.webp"), 8, LAST_FIELD_WHITE);
    }

    @Test
    void a_transparent_lossless_webp_lies_on_white() throws Exception {
        Photo photo = decoder.decode(Webps.losslessWithAlpha(), "a.webp");

        // 0x40 at an alpha of 0x80 over white
        Color left = new Color(159, 159, 159);
        Color right = new Color(0xc0, 0xc0, 0xc0);
        Quadrants.assertShows(photo, 0, List.of(left, right, left, right));
    }

    @Test
    void of_an_animated_webp_the_first_frame_is_taken_in_its_place() throws Exception {
        byte[] file = Webps.extended(64, 24, 2, Webps.frame(32, 0), Webps.frame(0, 0));

        Photo photo = decoder.decode(file, "a.webp");

        assertThat(photo.width()).isEqualTo(64);
        assertThat(photo.rgb()[0]).isEqualTo((byte) 255);
        Quadrants.assertShows(crop(photo, 32), 8);
    }

    @Test
    void a_gif_shows_its_colours() throws Exception {
        byte[] gif = encoded("gif", Quadrants.image(BufferedImage.TYPE_3BYTE_BGR));

        Quadrants.assertShows(decoder.decode(gif, "a.gif"), 0);
    }

    @Test
    void a_gif_frame_smaller_than_its_screen_lies_on_white() throws Exception {
        byte[] gif = encoded("gif", Quadrants.image(BufferedImage.TYPE_3BYTE_BGR));
        gif[6] = 64;
        int frame = new String(gif, StandardCharsets.ISO_8859_1).lastIndexOf(",\0\0\0\0 \0");
        gif[frame + 1] = 32;

        Photo photo = decoder.decode(gif, "a.gif");

        assertThat(photo.width()).isEqualTo(64);
        assertThat(photo.rgb()[0]).isEqualTo((byte) 255);
        Quadrants.assertShows(crop(photo, 32), 0);
    }

    @Test
    void a_bmp_shows_its_colours() throws Exception {
        byte[] bmp = encoded("bmp", Quadrants.image(BufferedImage.TYPE_3BYTE_BGR));

        Quadrants.assertShows(decoder.decode(bmp, "a.bmp"), 0);
    }

    @ParameterizedTest
    @CsvSource({"8,false", "16,false", "8,true", "16,true"})
    void a_tiff_shows_its_colours(int bits, boolean bigEndian) throws Exception {
        byte[] tiff = Tiffs.picture(
                        bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
                        Tiffs.RGB,
                        bits,
                        (x, y) -> Pngs.rgb(x, y, bits == 16 ? 257 : 1))
                .bytes();

        Quadrants.assertShows(decoder.decode(tiff, "a.tif"), 0);
    }

    @ParameterizedTest
    @CsvSource({"LZW,0", "Deflate,0", "ZLib,0", "PackBits,0", "JPEG,12"})
    void a_compressed_tiff_shows_its_colours(String compression, int tolerance) throws Exception {
        Quadrants.assertShows(decoder.decode(Tiffs.compressed(compression), "a.tif"), tolerance);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 0})
    void a_grey_tiff_keeps_its_values_whether_zero_is_black_or_white(int zeroIsBlack) throws Exception {
        byte[] tiff = Tiffs.picture(ByteOrder.LITTLE_ENDIAN, zeroIsBlack, 8, (x, y) -> {
                    int value = Quadrants.gray(x, y);
                    return new int[] {zeroIsBlack == 1 ? value : 255 - value};
                })
                .bytes();

        Quadrants.assertShows(decoder.decode(tiff, "a.tif"), 0, Quadrants.grays());
    }

    @Test
    void a_transparent_tiff_lies_on_white() throws Exception {
        byte[] tiff = Tiffs.picture(ByteOrder.LITTLE_ENDIAN, Tiffs.RGB, 8, (x, y) -> {
                    int[] rgb = Pngs.rgb(x, y, 1);
                    return new int[] {rgb[0], rgb[1], rgb[2], Quadrants.at(x, y).equals(Quadrants.GRAY) ? 0 : 255};
                })
                .shorts(338, 2)
                .bytes();

        Quadrants.assertShows(decoder.decode(tiff, "a.tif"), 0, LAST_FIELD_WHITE);
    }

    @Test
    void the_format_is_told_by_content_and_not_by_name() throws Exception {
        assertThat(decoder.peek(Pngs.quadrants(), "a.jpg").format()).isEqualTo(PhotoFormat.PNG);
        assertThat(decoder.peek(Jpegs.quadrants(), "a.gif")).isEqualTo(new PhotoHeader(PhotoFormat.JPEG, 32, 24));
        assertThat(decoder.peek(Webps.lossy(), "a")).isEqualTo(new PhotoHeader(PhotoFormat.WEBP, 32, 24));
        assertThat(decoder.peek(Tiffs.quadrants(), "a")).isEqualTo(new PhotoHeader(PhotoFormat.TIFF, 32, 24));
    }

    @Test
    void many_threads_can_share_a_decoder() throws Exception {
        byte[] jpeg = Jpegs.withProfile(Jpegs.quadrants(), Profiles.displayP3());
        byte[] alone = decoder.decode(jpeg, "a.jpg").rgb();

        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<byte[]> decode = () -> decoder.decode(jpeg, "a.jpg").rgb();
            var results = threads.invokeAll(
                    IntStream.range(0, 200).mapToObj(i -> decode).toList());

            for (var result : results) {
                assertThat(result.get()).isEqualTo(alone);
            }
        }
    }

    @Test
    void a_photo_becomes_an_image_and_back() throws Exception {
        Photo photo = decoder.decode(Pngs.quadrants(), "a.png");

        BufferedImage image = photo.toImage();

        assertThat(new Color(image.getRGB(1, 1))).isEqualTo(Quadrants.RED);
        assertThat(Photo.of(image).rgb()).isEqualTo(photo.rgb());
        Quadrants.assertShows(Photo.of(Quadrants.image(BufferedImage.TYPE_INT_RGB)), 0);
        Quadrants.assertShows(Photo.of(Quadrants.image(BufferedImage.TYPE_INT_ARGB_PRE)), 0);
    }

    @Test
    void a_file_is_read_by_its_path(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.png"), Pngs.quadrants());

        Quadrants.assertShows(decoder.decode(file), 0);
        assertThat(decoder.peek(file).pixels()).isEqualTo(32 * 24);
    }

    @Test
    void a_missing_file_is_refused_by_name(@TempDir Path folder) {
        assertThatThrownBy(() -> decoder.decode(folder.resolve("gone.jpg")))
                .isInstanceOf(PhotoRefusedException.class)
                .hasMessageEndingWith("gone.jpg: there is no such file");
    }

    @Test
    void a_folder_is_refused(@TempDir Path folder) {
        assertThatThrownBy(() -> decoder.decode(folder))
                .isInstanceOfSatisfying(
                        PhotoRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNREADABLE));
    }

    private void assertRefused(byte[] file, Reason reason) {
        assertThatThrownBy(() -> decoder.decode(file, "a"))
                .isInstanceOfSatisfying(
                        PhotoRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static Photo crop(Photo photo, int left) {
        return Photo.of(photo.toImage().getSubimage(left, 0, Quadrants.WIDTH, Quadrants.HEIGHT));
    }

    static byte[] encoded(String format, BufferedImage image) throws IOException {
        var bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, bytes)).isTrue();
        return bytes.toByteArray();
    }
}
