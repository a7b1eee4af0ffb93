package beholden.cli.faces;

import beholden.faces.Box;
import beholden.faces.Face;
import beholden.faces.Point;
import beholden.faces.Pose;
import beholden.faces.Quality;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A face in the `--json` outputs. Never with its template.
///
/// @param face number in its photo, 1 is the left-most
public record FaceJson(int face, Box box, float detection, QualityJson quality, List<Point> landmarks) {

    /// @param weakest name of the component that decides the score
    record QualityJson(
            int score,
            String weakest,
            String verdict,
            List<ComponentJson> components,
            @Nullable Pose pose) {
        static QualityJson of(Quality quality) {
            return new QualityJson(
                    quality.score(),
                    name(quality.weakest()),
                    quality.verdict(),
                    quality.components().stream()
                            .map(c -> new ComponentJson(name(c), c.value(), c.unit(), c.score()))
                            .toList(),
                    quality.pose());
        }

        private static String name(Quality.Component component) {
            return component.measure().name().toLowerCase(Locale.ROOT);
        }
    }

    record ComponentJson(String name, double value, String unit, int score) {}

    public static FaceJson of(int number, Face face) {
        return new FaceJson(
                number,
                face.box(),
                face.detection(),
                QualityJson.of(face.quality()),
                face.landmarks().points());
    }
}
