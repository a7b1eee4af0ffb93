package beholden.server.search;

import beholden.server.casework.CaseId;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A search as the API shows it.
///
/// @param by       null for a reviewer who still has to judge a search of its case without knowing whose that is
/// @param examiner who says what the candidates are: whoever searched, or took it over; null like `by`
/// @param vacant   whether that account examines no more, so that another examiner may take it over; null without a
///                 candidate list, and to who is no examiner
/// @param gallery  null as long as it was not searched
/// @param policy   version of the policy that allowed it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SearchJson(
        SearchId id,
        @JsonProperty("case") CaseJson ofCase,
        @Nullable PersonJson by,
        Instant at,
        @Nullable PersonJson examiner,
        @Nullable Boolean vacant,
        SearchState state,
        @Nullable GalleryJson gallery,
        @Nullable String pack,
        @Nullable String policy,
        @Nullable Long compared,
        ProbeJson probe,
        ScopeJson scope,
        int limit,
        List<CandidateJson> candidates,
        String caution,
        @Nullable RuleJson rule,
        @Nullable DecisionJson decision) {

    record CaseJson(CaseId id, String number) {}

    /// @param generation of the gallery's commits, the one that was searched
    record GalleryJson(String id, long faces, long generation) {}

    /// @param face   number on the photo, 1 is the left-most
    /// @param sealed whether its pictures are durable
    /// @param lost   whether its pictures are gone without having been sealed
    /// @param lostBecause reason for the loss; null unless they are lost
    /// @param shredded whether its pictures were destroyed with the files of the case
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ProbeJson(
            String sha256,
            int width,
            int height,
            int faces,
            int face,
            QualityJson quality,
            String image,
            String crop,
            boolean sealed,
            boolean lost,
            ProbeKeeping.@Nullable Cause lostBecause,
            boolean shredded) {}

    record QualityJson(int score, String verdict) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScopeJson(
            @Nullable List<String> sourcesIn,
            @Nullable LocalDate takenFrom,
            @Nullable LocalDate takenUntil,
            @Nullable Integer minQuality) {}

    record RuleJson(String id, String title, String says) {}

    record DecisionJson(boolean approved, String reason, PersonJson by, Instant at) {}
}
