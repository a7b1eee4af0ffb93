package beholden.server.search;

import beholden.enrol.KeptMeasures;
import beholden.faces.pack.Calibration;
import beholden.faces.pack.Likelihood;
import beholden.faces.pack.NoRate;
import beholden.faces.pack.ScoreMeaning;
import beholden.gallery.EnrolledFace;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A candidate as the API shows it.
///
/// @param falseMatchRate    null where `noRate` says why there is none
/// @param expectedStrangers of the faces that were compared, how many of other people would score this high or
///     higher; an upper bound where the rate is extrapolated; null without a rate
/// @param noRate            null where there is a rate
/// @param removed           whether the face has left the gallery since; what the gallery knew of it is then gone
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CandidateJson(
        int rank,
        double score,
        @Nullable RateJson falseMatchRate,
        @Nullable Double expectedStrangers,
        @Nullable NoRate noRate,
        @Nullable Integer quality,
        @Nullable String source,
        @Nullable String title,
        @Nullable URI link,
        @Nullable LocalDate captured,
        @Nullable String crop,
        @Nullable String thumbnail,
        boolean removed,
        @Nullable DispositionJson disposition) {

    /// @param oneIn    how many pairs of different people there are for one that scores this high; a lower bound if
    ///     extrapolated
    /// @param text     such as `1 in 12,000`
    /// @param sentence the rate in words, for people who do not read rates
    public record RateJson(double oneIn, boolean extrapolated, String text, String sentence) {}

    /// @param by          null for a reviewer who may not know yet who works on the case
    /// @param examination conclusion of the examiner feature by feature; null before that
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record DispositionJson(
            Disposition.Kind conclusion,
            @Nullable String note,
            @Nullable PersonJson by,
            Instant at,
            @Nullable Conclusion examination) {}

    static CandidateJson of(
            Search search,
            Candidate candidate,
            @Nullable Calibration calibration,
            @Nullable EnrolledFace face,
            @Nullable String source,
            @Nullable DispositionJson disposition) {
        long compared = search.result() == null ? 0 : search.result().compared();
        ScoreMeaning meaning = ScoreMeaning.of(
                calibration,
                candidate.score(),
                compared,
                search.probe().known(),
                face == null ? null : KeptMeasures.of(face));
        String url = "/api/v1/searches/" + search.id() + "/candidates/" + candidate.rank();
        double score = Math.round(candidate.score() * 1000) / 1000.0;
        RateJson rate = meaning instanceof Likelihood likelihood ? rate(likelihood) : null;
        NoRate noRate = meaning instanceof NoRate none ? none : null;
        Double strangers = rate == null ? null : Double.valueOf(compared / rate.oneIn());
        if (face == null) {
            return new CandidateJson(
                    candidate.rank(),
                    score,
                    rate,
                    strangers,
                    noRate,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    true,
                    disposition);
        }
        return new CandidateJson(
                candidate.rank(),
                score,
                rate,
                strangers,
                noRate,
                face.quality(),
                source,
                face.title(),
                face.link(),
                face.captureDate(),
                face.crop() == null ? null : url + "/crop.jpg",
                face.thumbnail() == null ? null : url + "/thumbnail.jpg",
                false,
                disposition);
    }

    private static RateJson rate(Likelihood likelihood) {
        return new RateJson(
                1 / likelihood.stated(), likelihood.extrapolated(), likelihood.rate(), likelihood.sentence());
    }
}
