package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import beholden.faces.photo.Photo;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class PyramidTest {

    @RepeatedTest(200)
    void a_photo_of_one_colour_stays_that_colour_at_every_scale(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        int width = random.nextInt(1, 71);
        int height = random.nextInt(1, 71);
        double step = random.nextDouble(0.2, 17);
        byte[] rgb = new byte[3 * width * height];
        java.util.Arrays.fill(rgb, (byte) 137);
        float[] sampled = new float[3 * 9 * 9];

        new Pyramid(Photo.of(width, height, rgb))
                .sample(new Sampling(step, 0, -step * 2, 0, step, -step * 2), 9, 9, 137, sampled);

        for (float value : sampled) assertThat(value).isCloseTo(137, within(0.01f));
    }

    @RepeatedTest(100)
    void the_fast_way_for_upright_pictures_gives_what_the_general_way_gives(RepetitionInfo of) {
        SplittableRandom random = new SplittableRandom(of.getCurrentRepetition());
        double step = random.nextDouble(0.3, 6);
        double left = random.nextDouble(-20, 60);
        double top = random.nextDouble(-20, 60);
        var photo = new Pyramid(Fixtures.noise(67, 45, 0, 256));
        float[] upright = new float[3 * 12 * 10];
        float[] general = new float[3 * 12 * 10];

        photo.sample(new Sampling(step, 0, left, 0, step, top), 12, 10, 90, upright);
        photo.sample(new Sampling(step, 1e-9, left, 1e-9, step, top), 12, 10, 90, general);

        for (int i = 0; i < upright.length; i++) assertThat(upright[i]).isCloseTo(general[i], within(0.02f));
    }

    @Test
    void a_fine_checkerboard_becomes_grey_instead_of_aliasing() {
        byte[] rgb = new byte[3 * 640 * 640];
        for (int i = 0; i < 640 * 640; i++) {
            byte value = (byte) ((i % 640 + i / 640) % 2 == 0 ? 255 : 0);
            rgb[3 * i] = value;
            rgb[3 * i + 1] = value;
            rgb[3 * i + 2] = value;
        }
        float[] small = new float[3 * 64 * 64];

        new Pyramid(Photo.of(640, 640, rgb)).sample(Sampling.ofBox(new Box(0, 0, 640, 640), 64, 64), 64, 64, 0, small);

        for (float value : small) assertThat(value).isCloseTo(127.5f, within(3f));
    }

    @Test
    void a_tile_beyond_the_frame_is_filled_with_what_lies_outside() {
        var photo = new Pyramid(Fixtures.noise(30, 20, 200, 201));
        float[] tile = new float[3 * 16 * 16];

        photo.tile(0, 20, 10, 16, 16, 5, tile);

        assertThat(tile[0]).isEqualTo(200);
        assertThat(tile[3 * 9]).isEqualTo(200);
        assertThat(tile[3 * 10]).isEqualTo(5);
        assertThat(tile[3 * 10 * 16]).isEqualTo(5);
    }
}
