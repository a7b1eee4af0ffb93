package beholden.server.review;

import beholden.server.search.Conclusion;
import beholden.server.search.Disposition;
import beholden.server.search.SearchId;
import beholden.server.search.SearchRecord;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Events of the people who look at candidates, from the first sight to the outcome.
sealed interface ReviewEvent extends SearchRecord {

    /// The examiner says what candidates are at first sight, in place of what was said of them before.
    @JsonTypeName("disposed")
    record Disposed(
            @JsonProperty("i") SearchId search,
            @JsonProperty("d") List<Entry> entries) implements ReviewEvent {
        public Disposed {
            entries = List.copyOf(entries);
        }

        record Entry(
                @JsonProperty("r") int rank,
                @JsonProperty("k") Disposition.Kind kind,
                @JsonProperty("n") @Nullable String note) {}
    }

    /// Somebody concludes from comparing the probe with a candidate: first the examiner, then a reviewer, then
    /// perhaps another.
    @JsonTypeName("concluded")
    record Concluded(
            @JsonProperty("i") SearchId search,
            @JsonProperty("r") int rank,
            @JsonProperty("o") List<Observation> observations,
            @JsonProperty("c") Conclusion conclusion,
            @JsonProperty("n") @Nullable String note)
            implements ReviewEvent {
        public Concluded {
            observations = List.copyOf(observations);
        }
    }

    /// Another examiner goes on with the candidates of a search whose examiner cannot any more.
    @JsonTypeName("taken-over")
    record TakenOver(@JsonProperty("i") SearchId search) implements ReviewEvent {}

    /// A search is done with.
    @JsonTypeName("outcome")
    record OutcomeReached(
            @JsonProperty("i") SearchId search,
            @JsonProperty("o") Outcome outcome) implements ReviewEvent {}
}
