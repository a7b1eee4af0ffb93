package beholden.bench.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import beholden.bench.Installed;
import beholden.faces.FaceEngine;
import beholden.faces.pack.Calibration;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholePhotosTest {

    @Test
    void every_face_of_the_known_photos_is_found_and_every_pair_judged_right() throws IOException {
        Path photos = Installed.shared("faces/photos");
        try (FaceEngine engine = Installed.engine()) {
            Calibration calibration =
                    Objects.requireNonNull(engine.pack().description().calibration());

            KnownPhotos judged = KnownPhotos.judge(engine, photos, calibration.threshold(1e-4));

            assertThat(judged.facesFound()).isEqualTo(judged.facesExpected()).isEqualTo(17);
            assertThat(judged.facesBeside()).isZero();
            assertThat(judged.pairsRight()).isEqualTo(judged.pairs()).isEqualTo(136);
        }
    }

    @Test
    void the_faces_of_a_photo_are_found_in_a_canvas_of_24_megapixels() throws IOException {
        try (FaceEngine engine = Installed.engine()) {
            Path photo = engine.pack().folder().resolve("node_modules/@vladmandic/face-api/demo/sample5.jpg");

            LargeCanvas judged = LargeCanvas.judge(engine, new PhotoDecoder(PhotoLimits.DEFAULT).decode(photo));

            assertThat(judged.expected()).isEqualTo(5);
            assertThat(judged.found()).isEqualTo(5);
        }
    }

    @Test
    void a_folder_without_the_known_photos_is_refused_by_the_first_that_is_missing(@TempDir Path empty)
            throws IOException {
        try (FaceEngine engine = Installed.engine()) {
            assertThatThrownBy(() -> KnownPhotos.judge(engine, empty, 0.4))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("32bit.png: missing");
        }
    }
}
