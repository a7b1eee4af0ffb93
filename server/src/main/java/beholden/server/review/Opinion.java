package beholden.server.review;

import beholden.server.events.AccountId;
import beholden.server.search.Conclusion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A conclusion of one person about one candidate, drawn feature by feature.
///
/// @param observations one of every [FacialFeature], in their order
public record Opinion(
        AccountId by,
        Instant at,
        List<Observation> observations,
        Conclusion conclusion,
        @Nullable String note) {
    /// Most characters of a note.
    static final int LONGEST_NOTE = 1_000;

    public Opinion {
        observations = List.copyOf(observations);
    }
}
