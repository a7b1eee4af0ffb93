package beholden.server.review;

import beholden.ground.TypedText;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What somebody saw when they compared one feature of two faces.
public record Observation(
        @JsonProperty("f") FacialFeature feature,
        @JsonProperty("o") Seen seen,
        @JsonProperty("n") @Nullable String note) {

    public enum Seen {
        SIMILAR,
        DIFFERENT,
        /// On one of the photos at least.
        NOT_VISIBLE
    }

    public Observation {
        note = TypedText.optionalProse("note", note, Opinion.LONGEST_NOTE);
    }
}
