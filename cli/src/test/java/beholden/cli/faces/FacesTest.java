package beholden.cli.faces;

import static org.assertj.core.api.Assertions.assertThat;

import beholden.cli.Cli;
import beholden.cli.TestPhotos;
import beholden.cli.terminal.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FacesTest {
    @TempDir
    Path temp = Path.of("");

    @Test
    void faces_are_listed_from_left_to_right_with_their_quality() {
        Cli.Result table = Cli.run("faces", "detect", Cli.sample(1));
        JsonNode faces = Cli.run("faces", "detect", Cli.sample(1), "--json")
                .json()
                .path("photos")
                .path(0)
                .path("faces");

        assertThat(table.status()).isZero();
        assertThat(table.out()).contains("1,920 × 1,280 pixels, 3 faces", "weakest part");
        assertThat(faces).hasSize(3);
        assertThat(faces.path(0).path("box").path("left").asDouble())
                .isLessThan(faces.path(1).path("box").path("left").asDouble());
        assertThat(faces.path(2).path("quality").path("score").asInt()).isBetween(1, 100);
    }

    @Test
    void a_refused_photo_does_not_hide_the_others() throws IOException {
        Path broken = Files.writeString(temp.resolve("broken.jpg"), "no photo");

        Cli.Result result = Cli.run("faces", "detect", broken, Cli.sample(6), "--json");

        assertThat(result.status()).isEqualTo(ExitStatus.REFUSED);
        assertThat(result.json().path("photos").path(0).path("faces")).hasSize(4);
        assertThat(result.json().path("refused").path(0).path("reason").asString())
                .contains("not a photo");
    }

    @Test
    void the_drawing_has_the_size_of_the_photo() throws IOException {
        Path drawing = temp.resolve("faces.png");

        Cli.Result result = Cli.run("faces", "detect", Cli.sample(1), "--draw", drawing);

        assertThat(result.err()).contains("Drawn in " + drawing);
        assertThat(ImageIO.read(drawing.toFile()).getWidth()).isEqualTo(1920);
    }

    @Test
    void only_faces_of_the_wanted_size_count() {
        Cli.Result result = Cli.run("faces", "detect", Cli.sample(1), "--min-face", 1000);
        Cli.Result tooSmall = Cli.run("faces", "detect", Cli.sample(1), "--min-face", 3);

        assertThat(result.status()).isEqualTo(ExitStatus.NOTHING_FOUND);
        assertThat(result.out()).contains("no face");
        assertThat(tooSmall.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(tooSmall.err()).contains("--min-face 3", "16 is the least");
    }

    @Test
    void the_largest_faces_of_two_photos_are_compared() throws IOException {
        Path face = temp.resolve("face.jpg");
        Files.write(face, TestPhotos.oneFace());

        Cli.Result words = Cli.run("faces", "compare", face, Cli.sample(1));
        JsonNode json =
                Cli.run("faces", "compare", face, Cli.sample(1), "--json").json();

        assertThat(words.status()).isZero();
        assertThat(words.out())
                .contains("its only face", "the largest of 3 faces, number 3 from the left", "Comparison score")
                .contains("no proof");
        assertThat(json.path("score").asDouble()).isGreaterThan(0.9);
        assertThat(json.path("b").path("faces").asInt()).isEqualTo(3);
        assertThat(json.path("b").path("compared").path("face").asInt()).isEqualTo(3);
    }
}
