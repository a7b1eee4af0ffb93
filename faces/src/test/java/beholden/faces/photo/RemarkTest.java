package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// What a photo says of its file where it does not show all of it.
class RemarkTest {
    private final PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

    private static Tiffs page() {
        return Tiffs.picture(ByteOrder.LITTLE_ENDIAN, Tiffs.RGB, 8, (x, y) -> Pngs.rgb(x, y, 1));
    }

    private void assertRemark(byte[] file, String remark) throws PhotoRefusedException {
        Photo photo = decoder.decode(file, "a");

        Quadrants.assertShows(photo, 8);
        assertThat(photo.remark()).contains(remark);
        assertThat(decoder.keepingCaptureDate().decode(file, "a").remark()).contains(remark);
    }

    @Test
    void files_of_one_picture_need_no_remark() throws Exception {
        var image = Quadrants.image(BufferedImage.TYPE_3BYTE_BGR);
        for (byte[] file : new byte[][] {
            Jpegs.quadrants(),
            Pngs.quadrants(),
            Webps.lossy(),
            Tiffs.quadrants(),
            PhotoDecoderTest.encoded("gif", image),
            PhotoDecoderTest.encoded("bmp", image)
        }) {
            assertThat(decoder.decode(file, "a").remark()).isEmpty();
        }
    }

    @Test
    void a_tiff_of_several_pages_says_that_the_first_was_read() throws Exception {
        assertRemark(Tiffs.pages(page(), page(), page()), "only the first of its 3 pages was read");
    }

    @Test
    void smaller_copies_in_a_tiff_are_no_pages() throws Exception {
        byte[] tiff = Tiffs.pages(page(), page().longs(254, 1), page().longs(254, 1));

        assertThat(decoder.decode(tiff, "a.tif").remark()).isEmpty();
    }

    @Test
    void pages_in_a_ring_or_beyond_the_file_are_not_counted() throws Exception {
        byte[] tiff = Tiffs.pages(page(), page());
        byte[] cut = Arrays.copyOf(tiff, tiff.length - 60);
        byte[] ring = tiff.clone();
        int first = (tiff[4] & 0xff) | (tiff[5] & 0xff) << 8;
        int next = first + 2 + 12 * tiff[first];
        ring[next] = tiff[4];
        ring[next + 1] = tiff[5];

        assertThat(decoder.decode(ring, "a.tif").remark()).isEmpty();
        Quadrants.assertShows(decoder.decode(cut, "a.tif"), 0);
    }

    @Test
    void an_animation_says_that_its_first_picture_was_read() throws Exception {
        byte[] gif = PhotoDecoderTest.encoded("gif", Quadrants.image(BufferedImage.TYPE_3BYTE_BGR));
        GifFile still = GifFile.read(new PhotoBytes("a", gif));
        int frame = new String(gif, java.nio.charset.StandardCharsets.ISO_8859_1).lastIndexOf(",\0\0\0\0 \0");
        var animation = new ByteArrayOutputStream();
        animation.write(gif, 0, still.frameEnd());
        for (int i = 0; i < 4; i++) animation.write(gif, frame, still.frameEnd() - frame);
        byte[] cut = animation.toByteArray();
        animation.write(';');

        assertRemark(animation.toByteArray(), "only the first of its 5 pictures was read");
        assertRemark(Arrays.copyOf(cut, cut.length - 9), "only the first of its 4 pictures was read");
        assertRemark(
                Webps.extended(32, 24, 2, Webps.frame(0, 0), Webps.frame(0, 0)),
                "only the first of its 2 pictures was read");
        byte[] png = new Pngs(Quadrants.WIDTH, Quadrants.HEIGHT, 8, Pngs.RGB)
                .chunk("acTL", new byte[8])
                .chunk("fcTL", new byte[26])
                .pixels(8, (x, y) -> Pngs.rgb(x, y, 1))
                .end();
        assertRemark(png, "only the still picture of its animation was read");
    }

    @Test
    void a_photo_that_was_not_kept_whole_says_so() throws Exception {
        var little = new PhotoDecoder(new PhotoLimits(1_000_000, 10_000, 1_000, 500));

        assertThat(little.decode(Jpegs.quadrants(), "a").remark())
                .contains("it was looked at at 1/2 of its width and height, so small faces may be missing");
        assertThat(little.decode(Tiffs.pages(page(), page()), "a").remark())
                .contains("only the first of its 2 pages was read; it was looked at at 1/2 of its width and height, so"
                        + " small faces may be missing");
    }
}
