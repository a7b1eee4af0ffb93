package beholden.server.review;

import beholden.server.events.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the examiner made of a candidate at first sight.
public record Disposition(Kind kind, @Nullable String note, AccountId by, Instant at) {

    public enum Kind {
        /// Another person, plainly.
        EXCLUDED,
        /// Worth the comparison feature by feature.
        POSSIBLE,
        /// The photo does not allow to say.
        NOT_EXAMINABLE
    }
}
