package beholden.bench.faces;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.bench.Installed;
import beholden.faces.FaceEngine;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastedFacesTest {
    private static final int PEOPLE = 48;

    @Test
    void pasted_faces_are_found_down_to_40_pixels_and_nothing_beside_them() throws IOException {
        try (FaceEngine engine = Installed.engine()) {
            List<PastedFaces.Cropped> crops = PastedFaces.crops(engine, Installed.shared("faces/lfw"), PEOPLE);

            assertThat(crops).hasSize(PEOPLE);
            for (int side : new int[] {40, 64}) {
                assertThat(PastedFaces.judge(engine, crops, side, _ -> {}))
                        .isEqualTo(new PastedFaces(PEOPLE, PEOPLE, 0));
            }
        }
    }

    @Test
    void faces_too_small_to_be_looked_for_are_counted_as_missed() throws IOException {
        try (FaceEngine engine = Installed.engine()) {
            List<PastedFaces.Cropped> crops = PastedFaces.crops(engine, Installed.shared("faces/lfw"), PEOPLE);

            assertThat(PastedFaces.judge(engine, crops, 20, _ -> {})).isEqualTo(new PastedFaces(PEOPLE, 0, 0));
        }
    }
}
