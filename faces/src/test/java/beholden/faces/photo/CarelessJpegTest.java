package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.faces.photo.PhotoRefusedException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// JPEGs with every pixel in them that are written wrongly around the pixels, as cameras and programs do; and files
/// that look like them and lack pixels.
class CarelessJpegTest {
    private static final int END_BYTES = 2;
    private static final int COMMENT = 0xfe;
    private static final int APP5 = 0xe5;

    private final PhotoDecoder decoder = new PhotoDecoder(PhotoLimits.DEFAULT);

    enum Kind {
        BASELINE,
        PROGRESSIVE,
        GRAY,
        INK;

        byte[] file() {
            return switch (this) {
                case BASELINE -> Jpegs.of(Jpegs.scene(200, 150));
                case PROGRESSIVE -> Jpegs.progressive(Jpegs.scene(200, 150));
                case GRAY -> Jpegs.gray();
                case INK ->
                    Jpegs.fourChannels(
                            new int[][] {{0, 255, 255, 255}, {255, 0, 255, 255}, {255, 255, 255, 128}, {9, 99, 199, 255}
                            },
                            0);
            };
        }

        byte[] withoutEnd() {
            byte[] file = file();
            return Arrays.copyOf(file, file.length - END_BYTES);
        }
    }

    private void assertSamePixels(byte[] careless, byte[] intact) throws Exception {
        assertThat(decoder.decode(careless, "careless.jpg").rgb())
                .isEqualTo(decoder.decode(intact, "intact.jpg").rgb());
        assertThat(decoder.peek(careless, "careless.jpg")).isEqualTo(decoder.peek(intact, "intact.jpg"));
    }

    private static byte[] joined(byte[]... parts) {
        var whole = new ByteArrayOutputStream();
        for (byte[] part : parts) whole.writeBytes(part);
        return whole.toByteArray();
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void a_jpeg_without_an_end_marker_is_read(Kind kind) throws Exception {
        assertSamePixels(kind.withoutEnd(), kind.file());
        assertSamePixels(joined(kind.withoutEnd(), new byte[] {(byte) 0xff}), kind.file());
    }

    static Stream<byte[]> trailers() {
        return Stream.of(
                latin("SEFT and what else a camera writes behind a picture. ".repeat(20)),
                new byte[50_000],
                Jpegs.gray(),
                joined(latin("MPF\0"), Jpegs.progressive(Jpegs.scene(64, 64)), latin("end")),
                joined(new byte[] {(byte) 0xff, (byte) 0xe5, 0x7f, 0x7f}, latin("a segment that never ends")),
                joined(new byte[] {(byte) 0xff, (byte) 0xc4, 0, 0}, latin("tables of nothing")),
                joined(latin("\0\0\0\u0018ftypmp42"), new byte[30_000], latin("moov")));
    }

    @ParameterizedTest
    @MethodSource("trailers")
    void a_trailer_in_place_of_the_end_marker_does_no_harm(byte[] trailer) throws Exception {
        for (Kind kind : Kind.values()) {
            assertSamePixels(joined(kind.withoutEnd(), trailer), kind.file());
        }
    }

    @ParameterizedTest
    @MethodSource("trailers")
    void what_follows_the_end_marker_does_no_harm(byte[] trailer) throws Exception {
        for (Kind kind : Kind.values()) {
            assertSamePixels(joined(kind.file(), trailer), kind.file());
        }
    }

    @ParameterizedTest
    @EnumSource
    void remarks_whose_length_is_too_short_do_no_harm(Kind kind) throws Exception {
        byte[] intact = kind.file();
        for (int marker : new int[] {COMMENT, APP5}) {
            for (int length : new int[] {0, 1, 2, 5}) {
                byte[] careless =
                        Jpegs.withSegment(intact, marker, latin("A remark of its writer, longer than it says"));
                careless[4] = 0;
                careless[5] = (byte) length;

                assertSamePixels(careless, intact);
            }
        }
    }

    /// Offsets of the markers of `jpeg` from its first table to its end marker, restarts left out.
    private static List<Integer> markers(byte[] jpeg) {
        List<Integer> markers = new ArrayList<>();
        for (int at = 2; at < jpeg.length - 1; at++) {
            int code = jpeg[at + 1] & 0xff;
            if (jpeg[at] == (byte) 0xff && code >= 0xc0 && code != 0xff && (code < 0xd0 || code > 0xd7)) {
                markers.add(at);
                if (code != 0xd9) at += 1 + ((jpeg[at + 2] & 0xff) << 8 | jpeg[at + 3] & 0xff);
            }
        }
        return markers;
    }

    @ParameterizedTest
    @EnumSource
    void stray_bytes_before_any_marker_do_no_harm(Kind kind) throws Exception {
        byte[] intact = kind.file();
        assertThat(markers(intact)).hasSizeGreaterThan(5);

        for (int marker : markers(intact)) {
            for (byte[] stray : List.of(new byte[7], latin("stray"), new byte[] {(byte) 0xff, 0, 3})) {
                byte[] careless =
                        joined(Arrays.copyOf(intact, marker), stray, Arrays.copyOfRange(intact, marker, intact.length));

                assertSamePixels(careless, intact);
            }
        }
    }

    @Test
    void stray_bytes_before_several_markers_do_no_harm() throws Exception {
        byte[] intact = Kind.PROGRESSIVE.file();
        byte[] careless = intact;
        List<Integer> markers = markers(intact);
        for (int i = markers.size() - 1; i >= 0; i -= 3) {
            int at = markers.get(i);
            careless = joined(
                    Arrays.copyOf(careless, at), new byte[1 + i], Arrays.copyOfRange(careless, at, careless.length));
        }

        assertSamePixels(careless, intact);
    }

    @Test
    void odd_values_that_mean_nothing_hide_no_damage() {
        byte[] jpeg = Kind.BASELINE.file();
        int jfif = new String(jpeg, StandardCharsets.ISO_8859_1).indexOf("JFIF");
        jpeg[jfif + 5] = 9;
        byte[] cut =
                joined(Arrays.copyOf(jpeg, jpeg.length / 2), Arrays.copyOfRange(jpeg, jpeg.length - 2, jpeg.length));

        assertRefused(cut, Reason.TRUNCATED);
    }

    @ParameterizedTest
    @EnumSource
    void a_jpeg_cut_short_is_refused_whatever_follows(Kind kind) {
        byte[] file = kind.file();
        int data = new String(file, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00da") + 20;
        for (int cut = file.length - END_BYTES - 40; cut > data; cut -= 1 + cut / 200) {
            byte[] half = Arrays.copyOf(file, cut);

            assertRefused(half, Reason.TRUNCATED);
            assertRefused(joined(half, Jpegs.gray()), Reason.TRUNCATED, Reason.CORRUPT);
            for (int filler : new int[] {0, 0xff, 0x55}) {
                byte[] rest = new byte[60_000];
                Arrays.fill(rest, (byte) filler);
                assertRefused(joined(half, rest), Reason.TRUNCATED, Reason.CORRUPT);
            }
        }
    }

    @Test
    void stray_bytes_do_not_make_a_damaged_progressive_jpeg_whole() {
        byte[] intact = Kind.PROGRESSIVE.file();
        List<Integer> markers = markers(intact);
        int scan = markers.get(markers.size() - 4);
        byte[] damaged =
                joined(Arrays.copyOf(intact, scan - 30), new byte[5], Arrays.copyOfRange(intact, scan, intact.length));

        assertRefused(damaged, Reason.TRUNCATED, Reason.CORRUPT);
    }

    @Test
    void a_progressive_jpeg_that_lacks_its_last_passes_and_its_end_is_refused() {
        byte[] file = Kind.PROGRESSIVE.file();
        List<Integer> markers = markers(file);

        for (int marker : markers.subList(markers.size() / 2, markers.size() - 1)) {
            assertRefused(Arrays.copyOf(file, marker), Reason.TRUNCATED);
        }
    }

    @Test
    void a_file_of_millions_of_tables_is_refused() {
        byte[] jpeg = Kind.BASELINE.file();
        byte[] table = {(byte) 0xff, (byte) 0xdd, 0, 4, 0, 0, 7};
        var file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        for (int i = 0; i < 1_000_000; i++) file.writeBytes(table);
        file.write(jpeg, 2, jpeg.length - 2);

        assertRefused(file.toByteArray(), Reason.TOO_COSTLY);
    }

    private void assertRefused(byte[] file, Reason... reasons) {
        assertThatThrownBy(() -> decoder.decode(file, "a"))
                .isInstanceOfSatisfying(
                        PhotoRefusedException.class,
                        refused -> assertThat(refused.reason()).isIn((Object[]) reasons));
    }
}
