package beholden.server.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeName;

/// The second person approved a search, which is then done at once, or declined it.
@JsonTypeName("search-decided")
record SearchDecided(
        @JsonProperty("i") SearchId id,
        @JsonProperty("a") boolean approved,
        @JsonProperty("r") String reason) implements SearchRecord {
    @Override
    public SearchId search() {
        return id;
    }
}
