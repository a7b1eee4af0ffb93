package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JpegTest {

    /// A picture from dark to light, red rising to the right, blue falling.
    private static Photo slope(int width, int height) {
        byte[] rgb = new byte[3 * width * height];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++, at += 3) {
                rgb[at] = (byte) (255 * x / width);
                rgb[at + 1] = (byte) (255 * y / height);
                rgb[at + 2] = (byte) (255 - 255 * x / width);
            }
        }
        return Photo.of(width, height, rgb);
    }

    @Test
    void a_photo_is_read_again_as_it_was_written() throws Exception {
        for (int[] size : new int[][] {{1, 1}, {7, 3}, {160, 121}}) {
            Photo photo = slope(size[0], size[1]);

            Photo again = new PhotoDecoder(PhotoLimits.DEFAULT).decode(Jpeg.encode(photo, 92), "written");

            assertThat(again.width()).isEqualTo(size[0]);
            assertThat(again.height()).isEqualTo(size[1]);
            int sum = 0;
            for (int i = 0; i < photo.rgb().length; i++) {
                sum += Math.abs((photo.rgb()[i] & 0xff) - (again.rgb()[i] & 0xff));
            }
            assertThat((double) sum / photo.rgb().length).isLessThan(size[0] < 100 ? 25 : 2);
        }
    }

    @Test
    void a_lower_quality_takes_fewer_bytes() {
        Photo photo = slope(300, 200);

        assertThat(Jpeg.encode(photo, 75)).hasSizeLessThan(Jpeg.encode(photo, 92).length);
    }

    @Test
    void a_quality_that_libjpeg_does_not_have_is_refused() {
        for (int quality : new int[] {0, 101}) {
            assertThatThrownBy(() -> Jpeg.encode(slope(8, 8), quality))
                    .hasMessage("JPEG quality " + quality + " is outside 1 to 100");
        }
    }
}
