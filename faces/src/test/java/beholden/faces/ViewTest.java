package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import beholden.faces.photo.Photo;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewTest {
    private static final Photo PHOTO = Fixtures.noise(64, 48, 0, 256);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_view_samples_what_the_turned_photo_would(int quarters) {
        View view = new View(new Pyramid(PHOTO), quarters);
        View really = new View(new Pyramid(Fixtures.turned(PHOTO, quarters)), 0);
        float[] seen = new float[3 * 20 * 12];
        float[] expected = new float[3 * 20 * 12];

        for (double step : new double[] {0.7, 1.6, 3}) {
            Sampling at = new Sampling(step, 0, -3.5, 0, step * 0.8, 5.25);
            view.sample(at, 20, 12, 127, seen);
            really.sample(at, 20, 12, 127, expected);

            for (int i = 0; i < seen.length; i++) assertThat(seen[i]).isCloseTo(expected[i], within(1.01f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_tile_of_a_view_is_the_turned_photos_even_beyond_its_frame(int quarters) {
        View view = new View(new Pyramid(PHOTO), quarters);
        View really = new View(new Pyramid(Fixtures.turned(PHOTO, quarters)), 0);
        float[] seen = new float[3 * 40 * 30];
        float[] expected = new float[3 * 40 * 30];

        for (int[] corner : new int[][] {{0, 0}, {8, 6}, {25, 33}}) {
            view.tile(0, corner[0], corner[1], 40, 30, 127, seen);
            really.tile(0, corner[0], corner[1], 40, 30, 127, expected);

            assertThat(seen).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void a_box_goes_to_the_photo_and_back(int quarters) {
        View view = new View(new Pyramid(PHOTO), quarters);
        Box box = new Box(3, 5, 20, 41);

        assertThat(view.ofPhoto(view.inPhoto(box))).isEqualTo(box);
        assertThat(view.inPhoto(new Box(0, 0, view.width(), view.height()))).isEqualTo(new Box(0, 0, 64, 48));
    }

    @Test
    void a_pixel_is_found_where_its_point_says() {
        byte[] rgb = new byte[3 * 64 * 48];
        Arrays.fill(rgb, 3 * (10 * 64 + 50), 3 * (10 * 64 + 51), (byte) 255);
        Pyramid photo = new Pyramid(Photo.of(64, 48, rgb));

        for (int quarters = 0; quarters < View.COUNT; quarters++) {
            View view = new View(photo, quarters);
            float[] all = new float[3 * 64 * 48];
            view.sample(new Sampling(1, 0, 0, 0, 1, 0), view.width(), view.height(), 0, all);
            int bright = 0;
            while (all[3 * bright] < 200) bright++;
            Point centre = new Point(bright % view.width() + 0.5f, bright / view.width() + 0.5f);

            assertThat(view.inPhoto(centre)).isEqualTo(new Point(50.5f, 10.5f));
        }
    }

    @Test
    void a_head_that_is_upright_in_a_view_is_tilted_in_the_photo() {
        Pyramid photo = new Pyramid(PHOTO);

        assertThat(new View(photo, 0).rollInPhoto(10)).isEqualTo(10);
        assertThat(new View(photo, 1).rollInPhoto(0)).isEqualTo(-90);
        assertThat(new View(photo, 2).rollInPhoto(0)).isEqualTo(180);
        assertThat(new View(photo, 2).rollInPhoto(10)).isEqualTo(-170);
        assertThat(new View(photo, 3).rollInPhoto(10)).isEqualTo(100);
    }
}
