package beholden.server.review;

import beholden.server.search.SearchId;
import beholden.server.search.SearchRecord;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody compared the probe with a candidate: first the examiner, then a reviewer, then perhaps another.
@JsonTypeName("concluded")
record Concluded(
        @JsonProperty("i") SearchId search,
        @JsonProperty("r") int rank,
        @JsonProperty("o") List<Observation> observations,
        @JsonProperty("c") Conclusion conclusion,
        @JsonProperty("n") @Nullable String note)
        implements SearchRecord {

    Concluded {
        observations = List.copyOf(observations);
    }
}
