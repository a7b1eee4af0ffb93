package beholden.faces.photo;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/// The test picture: 32 × 24 pixels in four fields, so that every turn and mirroring of it is another picture.
final class Quadrants {
    static final int WIDTH = 32;
    static final int HEIGHT = 24;
    static final Color RED = new Color(200, 40, 40);
    static final Color GREEN = new Color(40, 160, 60);
    static final Color BLUE = new Color(40, 60, 200);
    static final Color GRAY = new Color(120, 120, 120);

    private Quadrants() {}

    /// Colours of the fields: upper left, upper right, lower left, lower right.
    static final List<Color> COLORS = List.of(RED, GREEN, BLUE, GRAY);

    static Color at(int x, int y) {
        return COLORS.get((y < HEIGHT / 2 ? 0 : 2) + (x < WIDTH / 2 ? 0 : 1));
    }

    /// The picture in any type of `BufferedImage`; for grey ones, see [#gray].
    static BufferedImage image(int type) {
        var image = new BufferedImage(WIDTH, HEIGHT, type);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                image.setRGB(x, y, at(x, y).getRGB());
            }
        }
        return image;
    }

    /// The fields' sample values in one channel, where grey or single channels are written.
    static int gray(int x, int y) {
        return at(x, y).getGreen();
    }

    /// Checks the four fields of `photo`, in their middles.
    static void assertShows(Photo photo, int tolerance, List<Color> colors) {
        for (int field = 0; field < 4; field++) {
            int x = photo.width() * (1 + 2 * (field % 2)) / 4;
            int y = photo.height() * (1 + 2 * (field / 2)) / 4;
            int at = 3 * (y * photo.width() + x);
            Color expected = colors.get(field);
            int[] wanted = {expected.getRed(), expected.getGreen(), expected.getBlue()};
            for (int channel = 0; channel < 3; channel++) {
                assertThat(photo.rgb()[at + channel] & 0xff)
                        .as("channel %d of field %d", channel, field)
                        .isBetween(wanted[channel] - tolerance, wanted[channel] + tolerance);
            }
        }
    }

    static void assertShows(Photo photo, int tolerance) {
        assertThat(photo.width()).isEqualTo(WIDTH);
        assertThat(photo.height()).isEqualTo(HEIGHT);
        assertShows(photo, tolerance, COLORS);
    }

    static List<Color> grays() {
        return COLORS.stream()
                .map(color -> new Color(color.getGreen(), color.getGreen(), color.getGreen()))
                .toList();
    }
}
