package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A photo of which fewer pixels are kept than it has: places are in its own pixels all the same.
class LargePhotoTest {
    @Test
    void faces_of_a_halved_photo_are_where_they_are_in_the_whole_one() throws Exception {
        byte[] file = Files.readAllBytes(Fixtures.group(1));
        Photo whole = Fixtures.decoded(Fixtures.group(1));
        long half = (long) whole.width() * whole.height() / 2;
        Photo halved = new PhotoDecoder(new PhotoLimits(10_000_000, 10_000_000, 10_000, half)).decode(file, "halved");
        assertThat(halved.halvings()).isEqualTo(1);

        try (FaceEngine engine = Fixtures.engine(FaceSettings.DEFAULT.withThreads(1))) {
            List<Face> expected = engine.faces(whole);
            List<Face> found = engine.faces(halved);

            assertThat(found).hasSameSizeAs(expected).isNotEmpty();
            for (int i = 0; i < found.size(); i++) {
                Face face = found.get(i);
                Face same = expected.get(i);
                assertThat(face.box().iou(same.box())).isGreaterThan(0.75f);
                assertThat(face.compare(same)).isGreaterThan(0.8f);
                double eyes = same.landmarks().interEyeDistance();
                assertThat(face.landmarks().interEyeDistance()).isCloseTo(eyes, within(eyes / 8));
                // Quality counts the pixels that were kept.
                assertThat(face.quality().components().getFirst().value()).isCloseTo(eyes / 2, within(eyes / 16));
                Photo crop =
                        new PhotoDecoder(PhotoLimits.DEFAULT).decode(FacePictures.crop(halved, face.box()), "crop");
                assertThat(engine.faces(crop)).isNotEmpty();
            }
            assertThat(halved.width()).isEqualTo(whole.width());
        }
    }
}
