package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of known formats that are not read: named, with what to do; and photos with something behind them, which are
/// read.
class UnreadFormatTest {
    private final PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// The first box of an ISO base media file.
    private static byte[] brands(String... brands) {
        ByteBuffer box =
                ByteBuffer.allocate(1_000).putInt(12 + 4 * brands.length).put(latin("ftyp"));
        box.put(latin(brands[0])).putInt(0);
        for (int i = 1; i < brands.length; i++) box.put(latin(brands[i]));
        return box.array();
    }

    private void assertRefused(byte[] file, String... words) {
        assertThatThrownBy(() -> decoder.decode(file, "a"))
                .isInstanceOfSatisfying(
                        PhotoRefusedException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED))
                .hasMessageContainingAll(words);
        assertThatThrownBy(() -> decoder.peek(file, "a")).hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @CsvSource({"heic,mif1,heic", "mif1,mif1,heic", "heix,mif1,heix", "hevc,msf1,hevc", "mif2,mif2,miaf"})
    void a_heic_photo_is_refused_by_name_with_what_to_do(String major, String second, String third) {
        assertRefused(brands(major, second, third), "this is a HEIC photo (HEIF)", "save it as JPEG", "heif-convert");
    }

    @ParameterizedTest
    @CsvSource({"avif,mif1,miaf", "mif1,miaf,avif", "avis,msf1,avif"})
    void an_avif_photo_is_refused_by_name_with_what_to_do(String major, String second, String third) {
        assertRefused(brands(major, second, third), "this is an AVIF photo", "save it as PNG or JPEG", "avifdec");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00ff\n\u00fa\u007f and more", "\0\0\0\fJXL \r\n\u0087\n\0\0\0\u0014ftypjxl "})
    void a_jpeg_xl_photo_is_refused_by_name_with_what_to_do(String file) {
        assertRefused(latin(file), "this is a JPEG XL photo", "save it as JPEG", "djxl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"II+\0\b\0\0\0", "MM\0+\0\b\0\0"})
    void a_big_tiff_is_refused_by_name_with_what_to_do(String file) {
        assertRefused(latin(file), "this is a BigTIFF", "save it as JPEG or ordinary TIFF", "tiffcp");
    }

    @Test
    void other_files_of_cameras_are_named() {
        assertRefused(brands("isom", "mp42"), "this is a movie", "take a still picture of it");
        assertRefused(brands("crx ", "isom"), "this is a camera's raw picture", "export it as JPEG");
        assertRefused(latin("FUJIFILMCCD-RAW 0201"), "this is a camera's raw picture", "export it as JPEG");
        assertRefused(latin("\0\0\0\fjP  \r\n\u0087\n"), "this is a JPEG 2000 photo", "opj_decompress");
    }

    @Test
    void a_first_box_that_lies_about_its_length_is_refused_all_the_same() {
        for (int length : new int[] {0, 1, -1, 7, Integer.MAX_VALUE}) {
            byte[] file = brands("heic", "mif1");
            ByteBuffer.wrap(file).putInt(0, length);

            assertThatThrownBy(() -> decoder.decode(file, "a")).isInstanceOf(PhotoRefusedException.class);
            for (int cut = 1; cut < 30; cut++) {
                byte[] half = Arrays.copyOf(file, cut);
                assertThatThrownBy(() -> decoder.decode(half, "a")).isInstanceOf(PhotoRefusedException.class);
            }
        }
    }

    @Test
    void the_first_picture_of_a_stereo_camera_s_file_is_read() throws Exception {
        byte[] index = latin("MPF\0II*\0\b\0\0\0 and where its pictures are");
        var file = new ByteArrayOutputStream();
        file.writeBytes(Jpegs.withSegment(Jpegs.quadrants(), 0xe2, index));
        file.writeBytes(Jpegs.withSegment(Jpegs.gray(), 0xe2, index));

        Quadrants.assertShows(decoder.decode(file.toByteArray(), "a.mpo"), 4);
    }

    @Test
    void a_jpeg_with_a_movie_behind_it_is_read() throws Exception {
        var file = new ByteArrayOutputStream();
        file.writeBytes(Jpegs.quadrants());
        file.writeBytes(brands("mp42", "isom"));
        file.writeBytes(Jpegs.progressive(Jpegs.scene(300, 200)));

        Quadrants.assertShows(decoder.decode(file.toByteArray(), "a.jpg"), 4);
    }
}
