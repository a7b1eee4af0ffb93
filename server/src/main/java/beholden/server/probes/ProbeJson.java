package beholden.server.probes;

import beholden.faces.Box;
import beholden.faces.Quality;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A probe as the API shows it. Never with its templates.
///
/// @param remark what of the file was not looked at, such as further pages
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProbeJson(
        String id, int width, int height, @Nullable String remark, String sha256, List<FaceJson> faces, String image) {

    /// @param number 1 is the left-most
    record FaceJson(int number, Box box, QualityJson quality, String crop) {}

    /// @param advice sentences, what is worst first
    record QualityJson(int score, String verdict, List<String> advice, List<ComponentJson> components) {}

    record ComponentJson(String measure, double value, String unit, int score) {}

    static ProbeJson of(Probe probe) {
        String url = "/api/v1/probes/" + probe.id();
        List<FaceJson> faces = new ArrayList<>();
        for (Probe.FoundFace found : probe.faces()) {
            int number = faces.size() + 1;
            faces.add(new FaceJson(
                    number, found.face().box(), quality(found.face().quality()), url + "/faces/" + number + ".jpg"));
        }
        return new ProbeJson(
                probe.id().toString(),
                probe.width(),
                probe.height(),
                probe.remark(),
                HexFormat.of().formatHex(probe.hash()),
                faces,
                url + "/image.jpg");
    }

    private static QualityJson quality(Quality quality) {
        return new QualityJson(
                quality.score(),
                quality.verdict(),
                Advice.on(quality),
                quality.components().stream()
                        .map(part ->
                                new ComponentJson(part.measure().toString(), part.value(), part.unit(), part.score()))
                        .toList());
    }
}
