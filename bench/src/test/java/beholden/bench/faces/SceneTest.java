package beholden.bench.faces;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.bench.Installed;
import beholden.faces.Face;
import beholden.faces.FaceEngine;
import beholden.faces.photo.Photo;
import beholden.faces.photo.PhotoDecoder;
import beholden.faces.photo.PhotoLimits;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SceneTest {
    @ParameterizedTest
    @EnumSource(Scene.class)
    void a_scene_is_the_same_for_the_same_seed_and_another_for_another(Scene scene) {
        byte[] one = scene.draw(1).rgb();

        assertThat(scene.draw(1).rgb()).isEqualTo(one);
        assertThat(scene.draw(2).rgb()).isNotEqualTo(one);
    }

    @Test
    void a_photo_whose_faces_are_cut_out_has_none_and_a_turned_one_has_all() throws IOException {
        Photo photo = new PhotoDecoder(PhotoLimits.DEFAULT)
                .decode(Installed.groupPhotos(6).getFirst());
        try (FaceEngine engine = Installed.engine()) {
            Photo cut = Scene.withoutFaces(
                    photo, engine.faces(photo).stream().map(Face::box).toList());

            assertThat(engine.faces(cut)).isEmpty();

            TurnedPhotos turned = TurnedPhotos.ofGroups(engine, Installed.groupPhotos(6), 0.42);
            assertThat(turned).isEqualTo(new TurnedPhotos(12, 12, 12, 0, 18, 0));
        }
    }
}
