package beholden.server.review;

import beholden.ground.TypedText;
import beholden.server.search.SearchId;
import beholden.server.search.SearchRecord;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The examiner said what candidates are at first sight; what was said of one before is replaced.
@JsonTypeName("disposed")
record Disposed(
        @JsonProperty("i") SearchId search,
        @JsonProperty("d") List<Entry> entries) implements SearchRecord {

    Disposed {
        entries = List.copyOf(entries);
    }

    record Entry(
            @JsonProperty("r") int rank,
            @JsonProperty("k") Disposition.Kind kind,
            @JsonProperty("n") @Nullable String note) {
        Entry {
            note = TypedText.optionalProse("note", note, Opinion.LONGEST_NOTE);
        }
    }
}
