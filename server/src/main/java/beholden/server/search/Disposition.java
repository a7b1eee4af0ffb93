package beholden.server.search;

import beholden.server.events.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A word of the examiner on a candidate, at first sight.
public record Disposition(Kind kind, @Nullable String note, AccountId by, Instant at) {

    public enum Kind {
        /// Another person, plainly.
        EXCLUDED,
        /// Worth the comparison feature by feature.
        POSSIBLE,
        /// Not to be told from this photo.
        NOT_EXAMINABLE
    }
}
