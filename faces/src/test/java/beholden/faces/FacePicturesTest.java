package beholden.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class FacePicturesTest {
    private static final PhotoDecoder DECODER = new PhotoDecoder(PhotoLimits.DEFAULT);

    @Test
    void a_photo_is_made_to_fit_whatever_it_shows() throws Exception {
        for (Photo photo : List.of(Fixtures.decoded(Fixtures.group(1)), Fixtures.noise(2000, 1500, 0, 255))) {
            Box whole = new Box(0, 0, photo.width(), photo.height());

            byte[] jpeg = FacePictures.within(photo, List.of(new FacePictures.Wanted(whole, 1600, 60_000)))
                    .getFirst();

            assertThat(jpeg.length).isBetween(20_000, 60_000);
            Photo smaller = DECODER.decode(jpeg, "fitted");
            assertThat((double) smaller.width() / smaller.height())
                    .isCloseTo((double) photo.width() / photo.height(), within(0.01));
        }
    }

    @Test
    void a_face_that_is_aligned_is_found_with_its_eyes_where_they_were_put() throws Exception {
        try (FaceEngine engine = Fixtures.engine(FaceSettings.DEFAULT)) {
            Photo photo = Fixtures.decoded(Fixtures.group(1));
            for (Face face : engine.faces(photo)) {
                AlignedFace aligned = FacePictures.aligned(photo, face.landmarks(), 512);

                Face again = engine.faces(DECODER.decode(aligned.jpeg(), "aligned")).stream()
                        .max(Comparator.comparingDouble(f -> f.box().area()))
                        .orElseThrow();

                assertThat(aligned.landmarks().leftEye().distance(new Point(0.36f * 512, 0.42f * 512)))
                        .isLessThan(0.5);
                assertThat(aligned.landmarks().rightEye().distance(new Point(0.64f * 512, 0.42f * 512)))
                        .isLessThan(0.5);
                assertThat(again.landmarks()
                                .leftEye()
                                .distance(aligned.landmarks().leftEye()))
                        .isLessThan(20);
                assertThat(again.landmarks().nose().distance(aligned.landmarks().nose()))
                        .isLessThan(30);
                assertThat(again.compare(face)).isGreaterThan(0.7f);
            }
        }
    }
}
