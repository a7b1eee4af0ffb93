package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LimitsTest {
    private final PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

    private static void assertRefused(PhotoDecoder decoder, byte[] file, Reason reason, String message) {
        assertThatThrownBy(() -> decoder.decode(file, "a"))
                .isInstanceOfSatisfying(
                        PhotoRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason))
                .hasMessage("a: " + message);
        assertThatThrownBy(() -> decoder.peek(file, "a")).hasMessage("a: " + message);
    }

    /// The small test picture, its header claiming to be gigantic.
    private static byte[] claiming(PhotoFormat format, int width, int height) throws Exception {
        return switch (format) {
            case JPEG -> {
                byte[] jpeg = Jpegs.quadrants();
                int frame = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xc0});
                putShort(jpeg, frame + 5, height);
                putShort(jpeg, frame + 7, width);
                yield jpeg;
            }
            case PNG ->
                new Pngs(width, height, 8, Pngs.RGB)
                        .pixels(8, (x, y) -> Pngs.rgb(x, y, 1))
                        .end();
            case WEBP -> Webps.extended(width, height, 2, Webps.frame(0, 0));
            case GIF -> {
                byte[] gif = PhotoDecoderTest.encoded("gif", Quadrants.image(5));
                gif[6] = (byte) width;
                gif[7] = (byte) (width >> 8);
                gif[8] = (byte) height;
                gif[9] = (byte) (height >> 8);
                yield gif;
            }
            case BMP -> {
                byte[] bmp = PhotoDecoderTest.encoded("bmp", Quadrants.image(5));
                bmp[18] = (byte) width;
                bmp[19] = (byte) (width >> 8);
                bmp[22] = (byte) height;
                bmp[23] = (byte) (height >> 8);
                yield bmp;
            }
            case TIFF ->
                Tiffs.picture(ByteOrder.LITTLE_ENDIAN, Tiffs.RGB, 8, (x, y) -> Pngs.rgb(x, y, 1))
                        .shorts(256, width)
                        .shorts(257, height)
                        .shorts(278, height)
                        .bytes();
        };
    }

    private static void putShort(byte[] bytes, int at, int value) {
        bytes[at] = (byte) (value >> 8);
        bytes[at + 1] = (byte) value;
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        for (int at = 0; at < bytes.length - part.length; at++) {
            if (Arrays.equals(bytes, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        throw new IllegalArgumentException("not there");
    }

    @ParameterizedTest
    @EnumSource
    void a_side_over_the_limit_is_refused_with_fact_and_limit(PhotoFormat format) throws Exception {
        assertRefused(
                decoder,
                claiming(format, 65_535, 65_535),
                Reason.SIDE_TOO_LONG,
                "65,535 × 65,535 pixels is over the limit of 65,500 pixels a side");
    }

    @ParameterizedTest
    @EnumSource
    void too_many_pixels_are_refused_with_fact_and_limit(PhotoFormat format) throws Exception {
        assertRefused(
                decoder,
                claiming(format, 24_000, 11_000),
                Reason.TOO_MANY_PIXELS,
                "24,000 × 11,000 pixels is over the limit of 250 megapixels");
    }

    @ParameterizedTest
    @EnumSource
    void a_small_file_that_claims_many_pixels_within_the_limits_is_refused(PhotoFormat format) throws Exception {
        byte[] file = claiming(format, 3_000, 2_000);

        assertThatThrownBy(() -> decoder.decode(file, "a"))
                .isInstanceOfSatisfying(
                        PhotoRefusedException.class,
                        refused ->
                                assertThat(refused.reason()).isIn(Reason.TRUNCATED, Reason.CORRUPT, Reason.TOO_COSTLY));
    }

    @Test
    void an_animation_of_35_bytes_on_59_megapixels_of_white_is_refused() {
        byte[] gif = {
            'G',
            'I',
            'F',
            '8',
            '9',
            'a',
            0x14,
            0x1e,
            0x14,
            0x1e,
            (byte) 0x80,
            0,
            0,
            0,
            0,
            0,
            -1,
            -1,
            -1, //
            0x2c,
            0,
            0,
            0,
            0,
            1,
            0,
            1,
            0,
            0,
            2,
            2,
            0x44,
            1,
            0,
            0x3b
        };

        assertThat(gif).hasSize(35);
        assertRefused(
                decoder,
                gif,
                Reason.TOO_COSTLY,
                "its picture of 1 × 1 pixels fills less than a quarter of its frame of 7,700 × 7,700; cut it out");
        assertRefused(
                decoder,
                Webps.extended(7_700, 7_700, 2, Webps.frame(0, 0)),
                Reason.TOO_COSTLY,
                "its picture of 32 × 24 pixels fills less than a quarter of its frame of 7,700 × 7,700; cut it out");
    }

    @Test
    void too_many_bytes_are_refused_with_fact_and_limit() {
        var small = new PhotoDecoder(new PhotoLimits(500, 1_000_000, 1_000, 1_000_000));

        assertThatThrownBy(() -> small.decode(new byte[1_200_000], "a"))
                .hasMessage("a: 1.2 MB is over the limit of 500 bytes");
        assertThatThrownBy(() -> decoder.decode(new byte[80_000_001], "a"))
                .hasMessage("a: 80,000,001 bytes is over the limit of 80 MB");
    }

    @Test
    void a_large_file_is_not_read_to_its_end(@TempDir Path folder) throws Exception {
        Path file = Files.write(folder.resolve("a.png"), Pngs.quadrants());
        var small = new PhotoDecoder(new PhotoLimits(100, 1_000_000, 1_000, 1_000_000));

        assertThatThrownBy(() -> small.decode(file))
                .hasMessage("%s: %,d bytes is over the limit of 100 bytes".formatted(file, Files.size(file)));
    }

    @Test
    void what_is_no_photo_is_refused() {
        assertRefused(
                decoder,
                "%PDF-1.7 and more".getBytes(StandardCharsets.UTF_8),
                Reason.NOT_A_PHOTO,
                "this is not a photo in JPEG, PNG, WebP, GIF, BMP or TIFF format");
        assertRefused(decoder, new byte[0], Reason.TRUNCATED, "the file is empty");
    }

    @Test
    void a_jpeg_of_hundreds_of_passes_is_refused() throws Exception {
        byte[] jpeg = Jpegs.progressive(Quadrants.image(5));
        int scan = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xda});
        var file = new ByteArrayOutputStream();
        file.write(jpeg, 0, scan);
        for (int i = 0; i < 101; i++) {
            // Marker, and a header of the length that it gives.
            file.write(jpeg, scan, 2 + jpeg[scan + 3]);
        }
        file.write(jpeg, scan, jpeg.length - scan);

        assertRefused(decoder, file.toByteArray(), Reason.TOO_COSTLY, "it builds its picture in more than 100 passes");
    }

    @Test
    void a_large_jpeg_of_dozens_of_passes_is_refused() throws Exception {
        byte[] jpeg = Jpegs.progressive(Quadrants.image(5));
        int frame = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xc2});
        putShort(jpeg, frame + 5, 7_000);
        putShort(jpeg, frame + 7, 8_000);
        int scan = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xda});
        int own = JpegFile.read(new PhotoBytes("a", jpeg)).scans();
        var file = new ByteArrayOutputStream();
        file.write(jpeg, 0, scan);
        for (int i = own; i < 28; i++) file.write(jpeg, scan, 2 + jpeg[scan + 3]);
        file.write(jpeg, scan, jpeg.length - scan);

        assertRefused(
                decoder,
                file.toByteArray(),
                Reason.TOO_COSTLY,
                "it builds its picture in passes over 1,568 megapixels; the limit is 1,500: save it again as an"
                        + " ordinary JPEG");
    }

    @Test
    void a_png_profile_that_inflates_without_end_is_ignored() throws Exception {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.RGB)
                .chunk("iCCP", Pngs.profile(new byte[200_000_000]))
                .chunk("zTXt", Pngs.profile(new byte[1_000_000]))
                .pixels(8, (x, y) -> Pngs.rgb(x, y, 1))
                .end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 0);
    }

    @Test
    void png_data_that_inflates_beyond_the_picture_is_not_inflated() throws Exception {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.RGB)
                .rows(200_000, 8, (x, y) -> Pngs.rgb(x, y % Quadrants.HEIGHT, 1))
                .end();

        Quadrants.assertShows(decoder.decode(png, "a.png"), 0);
    }

    @Test
    void a_png_with_too_few_rows_is_refused() {
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.RGB)
                .rows(10, 8, (x, y) -> Pngs.rgb(x, y, 1))
                .end();

        assertThatThrownBy(() -> decoder.decode(png, "a.png"))
                .isInstanceOfSatisfying(
                        PhotoRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TRUNCATED));
    }

    @Test
    void a_gif_whose_pixels_end_early_is_refused() throws Exception {
        byte[] gif = PhotoDecoderTest.encoded("gif", Quadrants.image(5));
        int frame = new String(gif, StandardCharsets.ISO_8859_1).lastIndexOf(",\0\0\0\0 \0");
        // Twice as high a frame as there are pixels.
        gif[frame + 7] = 48;

        assertThatThrownBy(() -> decoder.decode(gif, "a.gif")).isInstanceOf(PhotoRefusedException.class);
    }

    @Test
    void a_tiff_tag_that_claims_gigabytes_is_refused_or_ignored() throws Exception {
        Tiffs palette = Tiffs.picture(ByteOrder.LITTLE_ENDIAN, Tiffs.RGB, 8, (x, y) -> Pngs.rgb(x, y, 1))
                .value(320, 3, Integer.MAX_VALUE, new byte[4]);
        Tiffs comment = Tiffs.picture(ByteOrder.LITTLE_ENDIAN, Tiffs.RGB, 8, (x, y) -> Pngs.rgb(x, y, 1))
                .value(270, 2, Integer.MAX_VALUE, new byte[4]);

        assertThatThrownBy(() -> decoder.decode(palette.bytes(), "a.tif")).isInstanceOf(PhotoRefusedException.class);
        Quadrants.assertShows(decoder.decode(comment.bytes(), "a.tif"), 0);
    }

    @Test
    void a_tiff_whose_directories_form_a_ring_shows_its_first_picture() throws Exception {
        byte[] tiff = Tiffs.quadrants();
        int directory = (tiff[4] & 0xff) | (tiff[5] & 0xff) << 8;
        int next = directory + 2 + 12 * tiff[directory];
        tiff[next] = tiff[4];
        tiff[next + 1] = tiff[5];

        Quadrants.assertShows(decoder.decode(tiff, "a.tif"), 0);
    }

    @Test
    void a_tiff_of_floating_point_samples_is_refused_with_what_to_do() {
        byte[] tiff = Tiffs.picture(ByteOrder.LITTLE_ENDIAN, Tiffs.RGB, 8, (x, y) -> Pngs.rgb(x, y, 1))
                .shorts(339, 3, 3, 3)
                .bytes();

        assertRefused(
                decoder,
                tiff,
                Reason.UNSUPPORTED,
                "a TIFF with samples other than whole numbers is not read; save the photo as an ordinary JPEG or PNG");
    }

    @Test
    void a_name_cannot_steer_the_terminal() {
        assertThatThrownBy(() -> decoder.decode(new byte[0], "a\u001b[2J\u202e.jpg"))
                .hasMessage("a?[2J?.jpg: the file is empty");
    }
}
