package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Photos of which fewer pixels are kept than they have.
class LargePhotosTest {
    private static final int WIDTH = 330;
    private static final int HEIGHT = 250;

    private static PhotoDecoder keeping(long pixels) {
        return new PhotoDecoder(new PhotoLimits(10_000_000, 1_000_000, 10_000, pixels));
    }

    /// The scene, large enough that every block of a JPEG is smooth.
    private static BufferedImage smooth() {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D draw = image.createGraphics();
        draw.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        draw.drawImage(Quadrants.image(BufferedImage.TYPE_3BYTE_BGR), 0, 0, WIDTH, HEIGHT, null);
        draw.dispose();
        return image;
    }

    private static double meanDifference(byte[] a, byte[] b) {
        assertThat(a).hasSameSizeAs(b);
        long sum = 0;
        for (int i = 0; i < a.length; i++) sum += Math.abs((a[i] & 0xff) - (b[i] & 0xff));
        return (double) sum / a.length;
    }

    private static Samples halved(Photo photo, int halvings) {
        Samples samples = new Samples(photo.width(), photo.height(), Channels.RGB, photo.rgb());
        for (int i = 0; i < halvings; i++) samples = samples.halved();
        return samples;
    }

    @ParameterizedTest
    @CsvSource({"82500,0", "82499,1", "30000,1", "20000,2", "6000,2", "3000,3", "1300,3"})
    void a_photo_is_kept_at_the_largest_scale_that_fits(long held, int halvings) throws Exception {
        for (byte[] file : new byte[][] {Jpegs.of(smooth()), Jpegs.progressive(smooth())}) {
            PhotoDecoder decoder =
                    new PhotoDecoder(new PhotoLimits(10_000_000, Math.min(1_000_000, 64 * held), 10_000, held));
            if (4 * held < WIDTH * HEIGHT
                    && JpegFile.read(new PhotoBytes("a", file)).scans() > 1) continue;

            Photo photo = decoder.decode(file, "a.jpg");

            assertThat(photo.halvings()).isEqualTo(halvings);
            assertThat(photo.width()).isEqualTo(WIDTH);
            assertThat(photo.height()).isEqualTo(HEIGHT);
            assertThat(photo.heldWidth()).isEqualTo(Math.ceilDiv(WIDTH, 1 << halvings));
            assertThat(decoder.peek(file, "a.jpg")).isEqualTo(new PhotoHeader(PhotoFormat.JPEG, WIDTH, HEIGHT));
            Samples expected = halved(keeping(1_000_000).decode(file, "a.jpg"), halvings);
            assertThat(meanDifference(photo.rgb(), expected.values())).isLessThan(1.5);
            assertThat(photo.toImage().getWidth()).isEqualTo(photo.heldWidth());
        }
    }

    @Test
    void other_formats_are_halved_after_they_are_decoded() throws Exception {
        byte[] png = PhotoDecoderTest.encoded("png", smooth());

        Photo photo = keeping(50_000).decode(png, "a.png");

        assertThat(photo.halvings()).isEqualTo(1);
        assertThat(photo.rgb())
                .isEqualTo(halved(keeping(1_000_000).decode(png, "a.png"), 1).values());
    }

    @Test
    void a_format_that_is_decoded_whole_may_have_twice_what_is_kept() throws Exception {
        byte[] png = PhotoDecoderTest.encoded("png", smooth());

        assertRefused(png, "330 × 250 pixels is over the limit of 0.1 megapixels for PNG; save it as an ordinary JPEG");
        assertRefused(
                Jpegs.progressive(new BufferedImage(500, 500, BufferedImage.TYPE_3BYTE_BGR)),
                "500 × 500 pixels is over the limit of 0.2 megapixels for progressive JPEG; save it as an ordinary JPEG");
        assertThatCode(() -> keeping(40_000).decode(Jpegs.of(smooth()), "a")).doesNotThrowAnyException();
    }

    private static void assertRefused(byte[] file, String message) {
        assertThatThrownBy(() -> keeping(40_000).decode(file, "a"))
                .isInstanceOfSatisfying(
                        PhotoRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_PIXELS))
                .hasMessage("a: " + message);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_turned_photo_is_upright_at_half_its_size(int orientation) throws Exception {
        byte[] file = Jpegs.withExif(Jpegs.of(smooth()), Tiffs.exif(orientation, ""));

        Photo half = keeping(50_000).decode(file, "a.jpg");

        Photo whole = keeping(1_000_000).decode(file, "a.jpg");
        assertThat(half.width()).isEqualTo(whole.width()).isEqualTo(orientation < 5 ? WIDTH : HEIGHT);
        assertThat(half.heldHeight()).isEqualTo(whole.height() / 2);
        assertThat(meanDifference(half.rgb(), halved(whole, 1).values())).isLessThan(1.5);
    }

    @Test
    void a_cut_photo_is_refused_at_half_its_size_too() {
        byte[] file = Jpegs.of(smooth());

        for (int length = 700; length < file.length - 2; length += 97) {
            byte[] cut = java.util.Arrays.copyOf(file, length);
            assertThatThrownBy(() -> keeping(50_000).decode(cut, "a")).isInstanceOf(PhotoRefusedException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9504,6336,1",
        "9528,6328,1",
        "8256,5504,1",
        "6720,4480,0",
        "12000,9000,1",
        "16320,12240,2",
        "16384,12288,2",
        "30000,4000,1",
        "65500,3800,2"
    })
    void cameras_and_panoramas_of_today_fit_the_limits(int width, int height, int halvings) throws Exception {
        byte[] file = Jpegs.quadrants();
        int frame = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        file[frame + 5] = (byte) (height >> 8);
        file[frame + 6] = (byte) height;
        file[frame + 7] = (byte) (width >> 8);
        file[frame + 8] = (byte) width;
        PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

        assertThat(decoder.peek(file, "a")).isEqualTo(new PhotoHeader(PhotoFormat.JPEG, width, height));
        assertThat(PhotoLimits.DEFAULT.halvings(width, height)).isEqualTo(halvings);
        assertThat(decoder.memory(file, "a")).isLessThanOrEqualTo(14L * PhotoLimits.DEFAULT.heldPixels());
    }

    @Test
    void memory_is_told_before_a_pixel_is_decoded() throws Exception {
        PhotoDecoder decoder = keeping(1_000_000);

        assertThat(decoder.memory(Jpegs.of(smooth()), "a")).isEqualTo(14L * WIDTH * HEIGHT);
        assertThat(decoder.memory(Jpegs.progressive(smooth()), "a")).isEqualTo((14L + 6) * WIDTH * HEIGHT);
        assertThat(decoder.memory(PhotoDecoderTest.encoded("png", smooth()), "a"))
                .isEqualTo((14L + 12) * WIDTH * HEIGHT);
    }

    @Test
    void so_few_pixels_cannot_be_kept_that_an_eighth_of_the_sides_is_too_large() {
        assertThatThrownBy(() -> new PhotoLimits(1, 64_000, 1_000, 999)).hasMessageContaining("999");
    }
}
