package beholden.server.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// One feature of two faces, as somebody who compared them saw it.
public record Observation(
        @JsonProperty("f") FacialFeature feature,
        @JsonProperty("o") Seen seen,
        @JsonProperty("n") @Nullable String note) {

    public enum Seen {
        SIMILAR,
        DIFFERENT,
        /// Not to be seen on one of the photos at least.
        NOT_VISIBLE
    }
}
