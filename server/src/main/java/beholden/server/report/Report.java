package beholden.server.report;

import beholden.faces.pack.Calibration;
import beholden.faces.pack.ModelCard;
import beholden.faces.pack.NoRate;
import beholden.faces.pack.PackDescription;
import beholden.server.events.AccountId;
import beholden.server.search.CandidateJson;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The report of a search, as it is written to JSON; the pages of the PDF say the same.
///
/// @param made     when, by the server's clock
/// @param by       who took it out
/// @param recorded what outsiders can make anew from the disclosed records
/// @param records  what it rests on, in the order in which it was recorded: so a report rests on no other records
/// @param people   names of the accounts
/// @param probe    pictures of the probe
/// @param candidates what the installation knew of each when the report was made, in the order of the recorded
///     list
/// @param model    null if the pack that made the scores is not the installed one any more
record Report(
        int format,
        String notice,
        ReportId id,
        Instant made,
        AccountId by,
        String agency,
        OnRecord recorded,
        List<Rested> records,
        Map<AccountId, String> people,
        ProbePictures probe,
        List<Candidate> candidates,
        @Nullable Model model,
        Log ledger) {
    static final int FORMAT = 3;
    static final String NOTICE =
            "Investigative lead only; not evidence of identity; not to be the sole basis of any action.";

    /// A record that the report rests on.
    ///
    /// @param what   kind of record, such as `searched`
    /// @param sha256 of its bytes, as they were sealed
    record Rested(String what, Instant at, String sha256) {}

    /// JPEGs; null where one was lost before it was sealed, or destroyed with the files of its case.
    ///
    /// @param photo the whole photo, made smaller
    /// @param face  the searched face, aligned on the eyes where they were found
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    record ProbePictures(byte @Nullable [] photo, byte @Nullable [] face) {}

    /// @param removed           whether the face has left the gallery since; what the gallery knew of it is then
    ///     gone
    /// @param expectedStrangers of the faces that were compared, how many of other people would score this high
    /// @param noRate            reason why there is no rate; null where there is one, and in older reports
    /// @param picture           JPEG of the face, aligned on the eyes where they were found
    @SuppressWarnings("ArrayRecordComponent") // made once, read only
    record Candidate(
            int rank,
            boolean removed,
            CandidateJson.@Nullable RateJson falseMatchRate,
            @Nullable Double expectedStrangers,
            @Nullable NoRate noRate,
            @Nullable Integer quality,
            @Nullable String source,
            @Nullable String title,
            @Nullable URI link,
            @Nullable LocalDate captured,
            byte @Nullable [] picture) {}

    /// The model card.
    ///
    /// @param lowestMeasuredRate false match rate below which nothing was counted
    record Model(
            String pack,
            String title,
            String licence,
            String provenance,
            String trainingData,
            String intendedUse,
            List<String> limits,
            List<String> notKnown,
            @Nullable String calibratedOn,
            @Nullable Long calibrationPairs,
            @Nullable Double lowestMeasuredRate) {
        static Model of(PackDescription pack) {
            ModelCard card = pack.card();
            Calibration calibration = pack.calibration();
            return new Model(
                    pack.id(),
                    pack.title(),
                    card.licence(),
                    card.provenance(),
                    card.trainingData(),
                    card.intendedUse(),
                    card.limits(),
                    card.notKnown(),
                    calibration == null ? null : calibration.fittedOn(),
                    calibration == null ? null : calibration.pairs(),
                    calibration == null ? null : calibration.measuredDownTo());
        }
    }

    /// The log that the records are in.
    ///
    /// @param keys its public keys, for comparison; who does not trust the report takes them from elsewhere
    record Log(@JsonProperty("origin") String origin, List<String> keys) {}
}
