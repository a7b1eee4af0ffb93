package beholden.cli.gallery;

import beholden.cli.faces.FaceJson;
import beholden.cli.faces.LikelihoodJson;
import beholden.cli.faces.NoRateJson;
import beholden.cli.terminal.Json;
import beholden.faces.pack.ScoreMeaning;
import beholden.gallery.Box;
import beholden.gallery.Candidate;
import beholden.gallery.EnrolledFace;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The `--json` output of a search.
///
/// @param calibration of the gallery, if the rates are its own; null if they are the pack's
record SearchJson(
        int format,
        String gallery,
        String pack,
        ProbeJson probe,
        long compared,
        long undated,
        long galleryFaces,
        @Nullable CalibrationJson calibration,
        List<CandidateJson> candidates) {

    /// @param faces  number of faces in the photo
    /// @param remark what of the photo's file was not looked at, such as further pages
    record ProbeJson(String file, int faces, @Nullable String remark, FaceJson face) {}

    record CandidateJson(
            int rank,
            float score,
            @Nullable LikelihoodJson likelihood,
            @Nullable NoRateJson noRate,
            String faceId,
            String photoId,
            String source,
            String title,
            @Nullable String link,
            @Nullable String captured,
            int quality,
            Box box) {}

    public static SearchJson of(SearchResult result) {
        Probe probe = result.probe();
        return new SearchJson(
                Json.FORMAT,
                result.gallery().toString(),
                result.pack(),
                new ProbeJson(
                        probe.photo().toString(),
                        probe.faces(),
                        probe.remark(),
                        FaceJson.of(probe.number(), probe.face())),
                result.list().compared(),
                result.list().undated(),
                result.list().gallerySize(),
                CalibrationJson.ofNullable(result.own()),
                result.list().candidates().stream()
                        .map(candidate -> candidate(result, candidate))
                        .toList());
    }

    private static CandidateJson candidate(SearchResult result, Candidate candidate) {
        EnrolledFace face = candidate.face();
        ScoreMeaning meaning = result.meaning(candidate);
        return new CandidateJson(
                candidate.rank(),
                candidate.score(),
                LikelihoodJson.of(meaning),
                NoRateJson.of(meaning),
                face.faceId(),
                face.photoId(),
                face.sourceId(),
                face.title(),
                Objects.toString(face.link(), null),
                Objects.toString(face.captureDate(), null),
                face.quality(),
                face.box());
    }
}
