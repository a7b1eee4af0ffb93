package beholden.server.review;

import beholden.server.refusal.Refusal;
import beholden.server.review.ReviewEvent.Concluded;
import beholden.server.search.Conclusion;
import beholden.server.search.SearchId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Observations of one person on one candidate, and what they conclude from them.
record Comparison(
        List<Observation> observations,
        Conclusion conclusion,
        @Nullable String note) {

    /// The record of this comparison.
    ///
    /// @throws Refusal unless every [FacialFeature] was looked at once
    Concluded of(SearchId search, int rank) {
        Map<FacialFeature, Observation> byFeature = new EnumMap<>(FacialFeature.class);
        for (Observation observation : observations) {
            if (byFeature.put(observation.feature(), observation) != null) {
                throw Refusal.invalid("features: " + observation.feature() + " is there twice");
            }
        }
        List<String> missing = Arrays.stream(FacialFeature.values())
                .filter(feature -> !byFeature.containsKey(feature))
                .map(FacialFeature::title)
                .toList();
        if (!missing.isEmpty()) {
            throw Refusal.invalid("features: say of each whether it is similar, different or not visible; missing: "
                    + String.join(", ", missing));
        }
        return new Concluded(search, rank, List.copyOf(byFeature.values()), conclusion, note);
    }
}
